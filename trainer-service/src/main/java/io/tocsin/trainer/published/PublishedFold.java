package io.tocsin.trainer.published;

import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.rollout.RolloutLedger;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Folds records of {@link #TOPICS}. One that cannot be read is passed over: every replica of
 * inference meets it too, and decides the same. Not for several threads.
 */
public final class PublishedFold {
  /** What is folded. */
  public static final List<String> TOPICS = RolloutLedger.TOPICS;

  private static final Logger LOG = Logger.getLogger(PublishedFold.class);

  private final RolloutLedger ledger = new RolloutLedger();
  private final String baseFingerprint;

  /**
   * Begins with no record.
   *
   * @param baseFingerprint the base whose rollouts count
   */
  public PublishedFold(String baseFingerprint) {
    this.baseFingerprint = baseFingerprint;
  }

  /** Takes the next record of a topic. */
  public void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      ledger.add(record);
    } catch (UnreadableMessageException e) {
      LOG.warnf(
          "%s-%d-%d is passed over: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }

  /** Returns what the records so far say. */
  public Published published() {
    return new Published(ledger.adapters(), ledger.history(baseFingerprint).inForce());
  }
}
