package io.tocsin.cli.explain;

import io.tocsin.cli.deadletter.Letter;
import io.tocsin.cli.record.RecordAt;
import io.tocsin.cli.tag.Tag;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.StoredLetter;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks for one tweet where its key, its tags or its id say that it is. Not for several threads.
 */
final class TweetSearch {
  private static final Pattern PLACE =
      Pattern.compile(Pattern.quote(Topics.TWEETS.name()) + "-([0-9]{1,9})-([0-9]{1,18})");

  private final String id;
  private final Consumer<byte[], byte[]> reader;
  private final Map<RecordPosition, Explanation.Sent> records = new LinkedHashMap<>();
  private final List<Classification> tags = new ArrayList<>();
  private final List<Explanation.Labelled> labels = new ArrayList<>();
  private final Map<ByteBuffer, Letter> letters = new LinkedHashMap<>();

  TweetSearch(String id, Consumer<byte[], byte[]> reader) {
    this.id = id;
    this.reader = reader;
  }

  /**
   * Reads what there is.
   *
   * @param mostRecords of each partition, the newest
   */
  Explanation run(long mostRecords) {
    SearchRange range = SearchRange.of(id, mostRecords, reader);
    new WholeTopics(reader).read(range.begins(), range.ends(), this::take);
    tags.stream().map(Tag::source).distinct().forEach(this::look);
    ofId().ifPresent(this::look);
    Provenance provenance = Provenance.of(tags, reader);
    return new Explanation(
        id,
        List.copyOf(records.values()),
        List.copyOf(tags),
        List.copyOf(labels),
        List.copyOf(letters.values()),
        provenance.adapters(),
        provenance.rollouts(),
        range.searched());
  }

  /** A tweet that has neither id nor key is known by where it stands. */
  private Optional<RecordPosition> ofId() {
    Matcher place = PLACE.matcher(id);
    return place.matches()
        ? Optional.of(
            new RecordPosition(
                Topics.TWEETS.name(),
                Integer.parseInt(place.group(1)),
                Long.parseLong(place.group(2))))
        : Optional.empty();
  }

  private void look(RecordPosition place) {
    if (!records.containsKey(place)) {
      RecordAt.of(place, reader).ifPresent(this::takeTweet);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(Topics.TWEETS.name())) {
      takeTweet(record);
    } else if (record.topic().equals(Topics.LABELS.name())) {
      takeLabel(record);
    } else if (record.topic().equals(Topics.CLASSIFICATIONS.name())) {
      message(record, Classification.class)
          .filter(tag -> tag.tweetId().equals(id))
          .ifPresent(tags::add);
    } else {
      takeLetter(record);
    }
  }

  private void takeTweet(ConsumerRecord<byte[], byte[]> record) {
    try {
      boolean deletes = record.value() == null;
      Optional<ReadTweet> read = deletes ? Optional.empty() : Optional.of(ReadTweet.of(record));
      String named = deletes ? ReadTweet.deleted(record) : read.get().id();
      if (named.equals(id)) {
        Optional<Tweet> tweet = read.map(ReadTweet::tweet);
        RecordPosition place = ReadTweet.position(record);
        records.put(place, new Explanation.Sent(place, at(record), tweet));
      }
    } catch (UnreadableMessageException e) {
      return; // then it is among the dead letters
    }
  }

  private void takeLabel(ConsumerRecord<byte[], byte[]> record) {
    if (ReadTweet.key(record).filter(id::equals).isPresent()) {
      labels.add(
          new Explanation.Labelled(
              ReadTweet.position(record), at(record), message(record, Label.class)));
    }
  }

  private void takeLetter(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    ByteBuffer key = ByteBuffer.wrap(record.key());
    letters.remove(key);
    try {
      if (record.value() != null && StoredLetter.of(record).tweetIds().contains(id)) {
        letters.put(key, Letter.of(record));
      }
    } catch (IllegalArgumentException e) {
      return; // no letter of ours
    }
  }

  private static Instant at(ConsumerRecord<byte[], byte[]> record) {
    return Instant.ofEpochMilli(record.timestamp());
  }

  private static <T> Optional<T> message(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    try {
      return Optional.of(MessageJson.read(record.value(), type));
    } catch (UnreadableMessageException e) {
      return Optional.empty();
    }
  }
}
