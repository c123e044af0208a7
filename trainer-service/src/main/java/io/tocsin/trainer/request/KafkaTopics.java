package io.tocsin.trainer.request;

import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.llama.data.Categories;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.trainer.job.Cancellation;
import io.tocsin.trainer.job.JobTopics;
import io.tocsin.trainer.label.FoldedLabels;
import io.tocsin.trainer.label.LabelFold;
import io.tocsin.trainer.published.Published;
import io.tocsin.trainer.published.PublishedFold;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** The topics on a cluster. Where it cannot be reached, reading is tried until it can. */
public final class KafkaTopics implements JobTopics {
  private static final Logger LOG = Logger.getLogger(KafkaTopics.class);

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /**
   * Closing a reader waits until the broker gives up waiting for more: by default half a second.
   */
  private static final Map<String, Object> SETTINGS =
      Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);

  private final KafkaClients clients;
  private final Categories categories;
  private final String baseFingerprint;

  /**
   * Prepares reading.
   *
   * @param categories the only ones that a label may name
   * @param baseFingerprint the base whose rollouts count
   */
  public KafkaTopics(KafkaClients clients, Categories categories, String baseFingerprint) {
    this.clients = clients;
    this.categories = categories;
    this.baseFingerprint = baseFingerprint;
  }

  @Override
  public FoldedLabels labels(EndOffsets ends, Cancellation cancellation) {
    return patiently(
        cancellation,
        topics -> {
          LabelFold fold = new LabelFold(categories);
          topics.read(wanted(ends, topics.ends(List.of(Topics.LABELS.name()))), fold::add);
          return fold.folded();
        });
  }

  @Override
  public Published published(Cancellation cancellation) {
    return patiently(
        cancellation,
        topics -> {
          PublishedFold fold = new PublishedFold(baseFingerprint);
          topics.read(PublishedFold.TOPICS, fold::add);
          return fold.published();
        });
  }

  /**
   * Offsets beyond the end would be waited for; after a loss of the topic, or in a partition that
   * it never had, for ever.
   */
  private static Map<TopicPartition, Long> wanted(
      EndOffsets frozen, Map<TopicPartition, Long> found) {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    frozen
        .byPartition()
        .forEach(
            (partition, end) ->
                wanted.put(new TopicPartition(Topics.LABELS.name(), partition), end));
    wanted.forEach((partition, end) -> requireThere(partition, end, found.get(partition)));
    return wanted;
  }

  private static void requireThere(TopicPartition partition, long end, Long there) {
    if (there == null || there < end) {
      throw new IllegalArgumentException(
          "%s: the request froze offset %d, but the topic %s: was it made anew? Ask again"
              .formatted(
                  partition,
                  end,
                  there == null ? "has no such partition" : "ends at %d".formatted(there)));
    }
  }

  private <T> T patiently(Cancellation cancellation, Function<WholeTopics, T> reading) {
    while (true) {
      cancellation.check();
      try (Consumer<byte[], byte[]> reader = clients.reader(SETTINGS)) {
        cancellation.onCancel(reader::wakeup);
        return reading.apply(new WholeTopics(reader));
      } catch (WakeupException _) {
        cancellation.check();
      } catch (KafkaException e) {
        LOG.warnf("Kafka cannot be read, trying again: %s", e.getMessage());
        cancellation.pause(PAUSE);
      }
    }
  }
}
