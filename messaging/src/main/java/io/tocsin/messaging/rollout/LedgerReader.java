package io.tocsin.messaging.rollout;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the ledger's topics as far as is wanted, for a limited time. */
public final class LedgerReader implements AutoCloseable {
  private static final TopicPartition ROLLOUTS = new TopicPartition(Topics.ROLLOUTS.name(), 0);
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * A connection does one thing after the other: closing it waits until the broker gives up waiting
   * for more, which by default takes half a second.
   */
  private static final int FETCH_MS = 20;

  private final Consumer<byte[], byte[]> consumer;
  private final Duration patience;
  private final RolloutLedger ledger = new RolloutLedger();

  /**
   * Prepares reading.
   *
   * @param patience how long Kafka may take for each step; then its {@code TimeoutException} is
   *     thrown
   */
  LedgerReader(KafkaClients clients, Duration patience) {
    this.consumer =
        clients.reader(
            Map.of(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(patience.toMillis()),
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                FETCH_MS));
    this.patience = patience;
  }

  /** Returns what both topics say now. */
  public static RolloutLedger now(KafkaClients clients, Duration patience) {
    try (LedgerReader reader = new LedgerReader(clients, patience)) {
      return reader.readToEnds();
    }
  }

  /** Reads what both topics hold now. */
  RolloutLedger readToEnds() {
    Map<TopicPartition, Long> ends = new WholeTopics(consumer).ends(RolloutLedger.TOPICS);
    consumer.seekToBeginning(ends.keySet());
    return readTo(ends, patience);
  }

  /** Reads on until a rollout was read, for so long at most. */
  RolloutLedger readThrough(long rolloutOffset, Duration longest) {
    return readTo(Map.of(ROLLOUTS, rolloutOffset + 1), longest);
  }

  /** Asks the position, not the records: those at the end may be markers of transactions. */
  private RolloutLedger readTo(Map<TopicPartition, Long> ends, Duration longest) {
    long start = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(end -> isBefore(end.getKey(), end.getValue()))) {
      if (System.nanoTime() - start > longest.toNanos()) {
        throw new TimeoutException(
            "expected topics %s to be read within %s: is Kafka away, or a trainer's transaction"
                    .formatted(RolloutLedger.TOPICS, longest)
                + " open?");
      }
      consumer.poll(POLL).forEach(this::take);
    }
    return ledger;
  }

  private boolean isBefore(TopicPartition partition, long end) {
    return consumer.position(partition) < end;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      ledger.add(record);
    } catch (UnreadableMessageException _) {
      // It counts for nobody, and replicas complain of it.
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
