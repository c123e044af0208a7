package io.tocsin.cli.client;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What trainers say from the moment this was made. Not for several threads. */
public final class TrainingStream implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> reader;

  public TrainingStream(KafkaClients clients) {
    this.reader = clients.reader();
    List<TopicPartition> partitions =
        List.of(new TopicPartition(Topics.TRAINING_PROGRESS.name(), 0));
    reader.assign(partitions);
    reader.seekToEnd(partitions);
    partitions.forEach(reader::position); // The seek is lazy; later would be too late.
  }

  /**
   * Follows a request to one of its two ends.
   *
   * @param each hears every state, the last one too
   * @return the end: published or failed
   */
  TrainingState follow(String requestId, java.util.function.Consumer<TrainingProgress> each) {
    while (true) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        Optional<TrainingProgress> progress =
            read(record).filter(found -> found.requestId().equals(requestId));
        progress.ifPresent(each);
        if (progress.map(TrainingProgress::state).filter(TrainingStream::isEnd).isPresent()) {
          return progress.get().state();
        }
      }
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  private static boolean isEnd(TrainingState state) {
    return switch (state) {
      case TrainingState.Published _, TrainingState.Failed _ -> true;
      case TrainingState.Accepted _, TrainingState.Running _, TrainingState.Evaluating _ -> false;
    };
  }

  /** What cannot be read is about another request: ours come from a trainer. */
  private static Optional<TrainingProgress> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(MessageJson.read(record.value(), TrainingProgress.class));
    } catch (UnreadableMessageException e) {
      return Optional.empty();
    }
  }
}
