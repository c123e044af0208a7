package io.tocsin.messaging.rollout;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the ledger's topics as far as is wanted, for a limited time. */
final class LedgerReader implements AutoCloseable {
  private static final TopicPartition ROLLOUTS = new TopicPartition(Topics.ROLLOUTS.name(), 0);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Duration patience;
  private final RolloutLedger ledger = new RolloutLedger();

  /**
   * Prepares reading.
   *
   * @param consumer without a group; closed with this
   */
  LedgerReader(Consumer<byte[], byte[]> consumer, Duration patience) {
    this.consumer = consumer;
    this.patience = patience;
  }

  /** Reads what both topics hold now. */
  RolloutLedger readToEnds() {
    Map<TopicPartition, Long> ends = new WholeTopics(consumer).ends(RolloutLedger.TOPICS);
    consumer.seekToBeginning(ends.keySet());
    return readTo(ends);
  }

  /** Reads on until a rollout was read. */
  RolloutLedger readThrough(long rolloutOffset) {
    return readTo(Map.of(ROLLOUTS, rolloutOffset + 1));
  }

  /** Asks the position, not the records: those at the end may be markers of transactions. */
  private RolloutLedger readTo(Map<TopicPartition, Long> ends) {
    long start = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(end -> isBefore(end.getKey(), end.getValue()))) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new TimeoutException(
            "expected topics %s to be read within %s: is Kafka away, or a trainer's transaction"
                    .formatted(RolloutLedger.TOPICS, patience)
                + " open?");
      }
      consumer.poll(POLL).forEach(this::take);
    }
    return ledger;
  }

  private boolean isBefore(TopicPartition partition, long end) {
    return consumer.position(partition) < end;
  }

  /** What cannot be read counts for nobody, and replicas complain of it. */
  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      ledger.add(record);
    } catch (UnreadableMessageException _) {
      return;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
