package io.tocsin.monitor.retrain;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Retention;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Follows the topics of trainings: each record is read once. Not for several threads.
 *
 * @see Trainings
 */
public final class TrainingTopics implements AutoCloseable {
  private static final List<String> FOLLOWED =
      List.of(Topics.RETRAIN_REQUESTS.name(), Topics.TRAINING_PROGRESS.name());
  private static final Duration POLL = Duration.ofMillis(100);

  /** As long as its topic keeps a request. */
  private static final Duration LONGEST_WAIT =
      ((Retention.Timed) Topics.RETRAIN_REQUESTS.retention()).time();

  private final Consumer<byte[], byte[]> follower;
  private final Consumer<byte[], byte[]> labels;
  private final Duration patience;
  private final Trainings trainings = new Trainings(LONGEST_WAIT);

  /**
   * Prepares following.
   *
   * @param patience how long Kafka may take for each step; then its {@code TimeoutException} is
   *     thrown
   */
  public TrainingTopics(KafkaClients clients, Duration patience) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            Math.toIntExact(patience.toMillis()),
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, // What was deleted unread is over.
            "earliest");
    this.follower = clients.reader(settings);
    this.labels = clients.reader(settings);
    this.patience = patience;
  }

  /**
   * Returns how trainings stand.
   *
   * @param adapters all that were published
   */
  public TrainingsNow now(Collection<AdapterPublished> adapters, Instant now) {
    if (follower.assignment().isEmpty()) {
      new WholeTopics(follower).ends(FOLLOWED);
      follower.seekToBeginning(follower.assignment());
    }
    long start = System.nanoTime();
    Map<TopicPartition, Long> ends = follower.endOffsets(follower.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> follower.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new TimeoutException(
            "expected topics %s to be read within %s: is Kafka away?"
                .formatted(FOLLOWED, patience));
      }
      follower.poll(POLL).forEach(this::take);
    }
    return trainings.now(adapters, now);
  }

  /** Returns the offset after the last committed label of every partition. */
  public EndOffsets labelEnds() {
    SortedMap<Integer, Long> ends = new TreeMap<>();
    new WholeTopics(labels)
        .ends(List.of(Topics.LABELS.name()))
        .forEach((partition, end) -> ends.put(partition.partition(), end));
    return new EndOffsets(ends);
  }

  /** The trainer makes a dead letter of what cannot be read. */
  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(Topics.RETRAIN_REQUESTS.name())) {
        trainings.add(requested(record));
      } else {
        trainings.add(progress(record));
      }
    } catch (UnreadableMessageException _) {
      return;
    }
  }

  private static RetrainRequested requested(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableMessageException {
    RetrainRequested told = MessageJson.read(record.value(), RetrainRequested.class);
    return new RetrainRequested(
        told.requestId(),
        told.reason(),
        told.hyperparameters(),
        told.seed(),
        told.labelEndOffsets(),
        credible(told.acceptedAt(), record));
  }

  private static TrainingProgress progress(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableMessageException {
    TrainingProgress told = MessageJson.read(record.value(), TrainingProgress.class);
    return new TrainingProgress(
        told.requestId(), told.trainer(), credible(told.at(), record), told.state());
  }

  /** A time ahead of ours would hold every retrain back until it has come. */
  private static Instant credible(Instant told, ConsumerRecord<byte[], byte[]> record) {
    Instant now = Instant.now();
    Instant written = Instant.ofEpochMilli(record.timestamp());
    Instant latest = written.isBefore(now) ? written : now;
    return told.isBefore(latest) ? told : latest;
  }

  @Override
  public void close() {
    follower.close();
    labels.close();
  }
}
