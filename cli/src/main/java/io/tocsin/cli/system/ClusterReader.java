package io.tocsin.cli.system;

import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.rollout.RolloutHistory;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads how a cluster's topics stand. */
final class ClusterReader {
  /** Marks of transactions stand among the last offsets: the last record is a little before. */
  private static final long LAST = 100;

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaClients clients;

  ClusterReader(KafkaClients clients) {
    this.clients = clients;
  }

  /**
   * Returns how things are now.
   *
   * @throws KafkaException if the cluster does not answer
   */
  ClusterStatus read() {
    try (TopicOffsets offsets = TopicOffsets.of(clients);
        Consumer<byte[], byte[]> reader = clients.reader()) {
      Set<String> there = offsets.topics();
      return new ClusterStatus(
          offsets.sizes(),
          offsets.lags(),
          there.contains(Topics.ROLLOUTS.name()) ? rollouts(reader) : List.of(),
          there.contains(Topics.TRAINING_PROGRESS.name())
              ? lastTraining(reader)
              : Optional.empty());
    }
  }

  private static List<RolloutInForce> rollouts(Consumer<byte[], byte[]> reader) {
    Map<String, RolloutHistory> byBase = new LinkedHashMap<>();
    new WholeTopics(reader)
        .read(
            List.of(Topics.ROLLOUTS.name()),
            record ->
                message(record, Rollout.class)
                    .ifPresent(
                        rollout ->
                            byBase
                                .computeIfAbsent(rollout.baseFingerprint(), RolloutHistory::new)
                                .add(record.offset(), rollout)));
    return byBase.values().stream().flatMap(history -> history.inForce().stream()).toList();
  }

  private static Optional<TrainingProgress> lastTraining(Consumer<byte[], byte[]> reader) {
    List<TrainingProgress> found = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : last(Topics.TRAINING_PROGRESS, reader)) {
      message(record, TrainingProgress.class).ifPresent(found::add);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
  }

  /** Returns the last records of a topic of one partition. */
  private static List<ConsumerRecord<byte[], byte[]>> last(
      TopicDeclaration topic, Consumer<byte[], byte[]> reader) {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    List<TopicPartition> partitions = List.of(partition);
    long end = reader.endOffsets(partitions).get(partition);
    long begin = reader.beginningOffsets(partitions).get(partition);
    reader.assign(partitions);
    reader.seek(partition, Math.max(begin, end - LAST));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (reader.position(partition) < end) {
      reader.poll(POLL).forEach(records::add);
    }
    return records;
  }

  /** What cannot be read is for the services to complain of. */
  private static <T> Optional<T> message(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
    try {
      return Optional.of(MessageJson.read(record.value(), type));
    } catch (UnreadableMessageException e) {
      return Optional.empty();
    }
  }
}
