package io.tocsin.cli.retag;

import io.tocsin.cli.output.Meter;
import io.tocsin.cli.tag.Tag;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tags a range's tweets, batch by batch, each with its transaction. */
final class Retag {
  /** As the inference service takes at most. */
  private static final int BATCH = 256;

  private final LoadedVersion version;
  private final RetagTopic topic;
  private final TweetRange range;
  private final Map<RecordPosition, Classification> tags;
  private final Meter meter;
  private final List<Waiting> waiting = new ArrayList<>();
  private final long start = System.nanoTime();
  private long seen;
  private int before;
  private int now;
  private int unreadable;
  private int deletions;
  private int failed;

  private record Waiting(ConsumerRecord<byte[], byte[]> record, ReadTweet tweet) {}

  /**
   * What came of it.
   *
   * @param now tagged by this run
   * @param before tagged by earlier runs, and left alone
   * @param failed tweets that the model fails on
   * @param unreadable records that are no tweets
   * @param deletions records that delete tweets
   */
  record Counts(int now, int before, int failed, int unreadable, int deletions, double seconds) {}

  /**
   * Prepares tagging.
   *
   * @param tags those that there are already; new ones are added
   */
  Retag(
      LoadedVersion version,
      RetagTopic topic,
      TweetRange range,
      Map<RecordPosition, Classification> tags,
      Meter meter) {
    this.version = version;
    this.topic = topic;
    this.range = range;
    this.tags = tags;
    this.meter = meter;
  }

  Counts run(Consumer<byte[], byte[]> reader) {
    new WholeTopics(reader).read(range.begins(), range.ends(), this::take);
    flush();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Counts(now, before, failed, unreadable, deletions, seconds);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    seen++;
    if (record.value() == null) {
      deletions++;
    } else if (tags.containsKey(ReadTweet.position(record))) {
      before++;
    } else {
      add(record);
    }
    if (waiting.size() == BATCH) {
      flush();
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      waiting.add(new Waiting(record, ReadTweet.of(record)));
    } catch (UnreadableMessageException e) {
      unreadable++;
    }
  }

  private void flush() {
    List<TweetText> texts =
        waiting.stream()
            .map(Waiting::tweet)
            .map(read -> new TweetText(read.tweet().text(), read.tweet().keyword().orElse("")))
            .toList();
    var answers = version.classify(texts);
    Instant at = Instant.now();
    List<Classification> written = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Waiting asked = waiting.get(i);
      answers.get(i).ifPresent(answer -> written.add(tag(asked, answer, at)));
    }
    topic.write(written);
    written.forEach(tag -> tags.put(Tag.source(tag), tag));
    now += written.size();
    failed += texts.size() - written.size();
    waiting.clear();
    meter.at(seen, range.size(), speed());
  }

  private String speed() {
    return String.format(
        Locale.ROOT, "%,.0f tweets/s", now / Math.max((System.nanoTime() - start) / 1e9, 1e-3));
  }

  /** It stands beside the answers, and came under no rollout. */
  private Classification tag(
      Waiting asked, io.tocsin.llama.classify.Classification answer, Instant at) {
    Map<String, Double> logits = new LinkedHashMap<>();
    for (int i = 0; i < answer.logits().size(); i++) {
      logits.put(version.categories().get(i), answer.logits().get(i));
    }
    String text = asked.tweet().tweet().text();
    return new Classification(
        asked.tweet().id(),
        answer.category(),
        answer.probability(),
        logits,
        Role.SHADOW,
        version.version(),
        version.baseFingerprint(),
        Optional.empty(),
        asked.record().partition(),
        asked.record().offset(),
        answer.tokens(),
        text.codePointCount(0, text.length()),
        asked.tweet().tweet().keyword().filter(keyword -> !keyword.isBlank()),
        Instant.ofEpochMilli(asked.record().timestamp()),
        at);
  }
}
