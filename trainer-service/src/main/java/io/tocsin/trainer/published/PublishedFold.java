package io.tocsin.trainer.published;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.rollout.RolloutHistory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Folds records of {@link #TOPICS}. One that cannot be read is passed over: every replica of
 * inference meets it too, and decides the same. Not for several threads.
 */
public final class PublishedFold {
  /** What is folded. */
  public static final List<String> TOPICS = List.of(Topics.ADAPTERS.name(), Topics.ROLLOUTS.name());

  private static final Logger LOG = Logger.getLogger(PublishedFold.class);

  private final Map<String, AdapterPublished> adapters = new HashMap<>();
  private final RolloutHistory rollouts;

  /**
   * Begins with no record.
   *
   * @param baseFingerprint the base whose rollouts count
   */
  public PublishedFold(String baseFingerprint) {
    this.rollouts = new RolloutHistory(baseFingerprint);
  }

  /** Takes the next record of a topic. */
  public void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(Topics.ROLLOUTS.name())) {
        rollouts.add(record.offset(), MessageJson.read(record.value(), Rollout.class));
      } else if (record.value() == null) {
        adapters.remove(new String(record.key(), StandardCharsets.UTF_8));
      } else {
        AdapterPublished adapter = MessageJson.read(record.value(), AdapterPublished.class);
        adapters.put(adapter.version(), adapter);
      }
    } catch (UnreadableMessageException e) {
      LOG.warnf(
          "%s-%d-%d is passed over: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }

  /** Returns what the records so far say. */
  public Published published() {
    return new Published(adapters, rollouts.inForce());
  }
}
