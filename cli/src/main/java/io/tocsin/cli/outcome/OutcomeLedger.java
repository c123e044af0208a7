package io.tocsin.cli.outcome;

import io.tocsin.cli.tag.Tag;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.deadletter.DeadLetter;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.StoredLetter;
import io.tocsin.messaging.rollout.RolloutLedger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Holds outcomes against the records that they are of. It is told the tweets first, each topic in
 * the order of its partitions' records. Not for several threads.
 */
final class OutcomeLedger {
  /** Whose outcomes these are. */
  static final String SERVICE = "inference-service";

  private final Map<RecordPosition, Source> sources = new HashMap<>();
  private final Map<RecordPosition, Integer> outcomes = new HashMap<>();
  private final Map<String, Long> deletionsById = new HashMap<>();
  private final Map<String, Long> removalsById = new HashMap<>();
  private final Map<String, RecordPosition> lastByKey = new HashMap<>();
  private final Answerers answerers = new Answerers();
  private final Agreement agreement = new Agreement();
  private long answered;
  private long deadLettered;
  private long strays;
  private long misordered;

  /** Takes a record of topic {@code tweets}. */
  void tweet(ConsumerRecord<byte[], byte[]> record) {
    Source source = Source.of(record);
    sources.put(ReadTweet.position(record), source);
    if (source instanceof Source.Deletion deletion) {
      deletionsById.merge(deletion.id(), 1L, Long::sum);
    }
  }

  /** Takes a tag; those of a shadow are no answers. */
  void tag(ConsumerRecord<byte[], byte[]> record, Classification tag) {
    if (tag.role() == Role.SHADOW) {
      return;
    }
    RecordPosition position = Tag.source(tag);
    answerers.add(tag);
    if (sources.get(position) instanceof Source.TweetRecord tweet && tweet.fits(tag)) {
      answered += outcome(position);
      agreement.add(tweet.words(), tag);
      ReadTweet.key(record).ifPresent(key -> order(key, position));
    } else {
      strays++;
    }
  }

  /** Takes a record of the tweets' dead letters. */
  void letter(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return; // it removes a letter
    }
    DeadLetter told = StoredLetter.of(record).told();
    if (!told.reader().equals(SERVICE)) {
      return; // others read tweets too, and refuse what they cannot read
    }
    RecordPosition position = told.position();
    switch (sources.get(position)) {
      case Source.TweetRecord _, Source.Unreadable _ -> deadLettered += outcome(position);
      case Source.Deletion _ -> strays++;
      case null -> strays++;
    }
  }

  /** Takes a label's removal that a replica wrote. */
  void removal(String tweetId) {
    removalsById.merge(tweetId, 1L, Long::sum);
  }

  /**
   * Returns what all that comes to.
   *
   * @param rollouts as they are now
   */
  Outcomes outcomes(RolloutLedger rollouts) {
    long deletions = sum(deletionsById);
    long missing = beyond(deletionsById, removalsById);
    long unanswered = sources.size() - deletions - outcomes.size();
    long twice = outcomes.values().stream().mapToLong(count -> count - 1).sum();
    return new Outcomes(
        sources.size(),
        answered,
        deadLettered,
        deletions - missing,
        unanswered + missing,
        twice + beyond(removalsById, deletionsById),
        strays,
        answerers.wrong(rollouts),
        misordered,
        agreement.broken());
  }

  /** Returns 1 for a record's first outcome, else 0. */
  private int outcome(RecordPosition position) {
    return outcomes.merge(position, 1, Integer::sum) == 1 ? 1 : 0;
  }

  private void order(String key, RecordPosition position) {
    RecordPosition last = lastByKey.put(key, position);
    boolean isLater =
        last == null
            || last.partition() != position.partition()
            || last.offset() <= position.offset();
    misordered += isLater ? 0 : 1;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long beyond(Map<String, Long> counts, Map<String, Long> others) {
    return counts.entrySet().stream()
        .mapToLong(
            count ->
                Math.max(
                    0,
                    count.getValue() - Optional.ofNullable(others.get(count.getKey())).orElse(0L)))
        .sum();
  }
}
