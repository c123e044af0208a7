package io.tocsin.cli.learning;

import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** Requests for trainings. Not for several threads. */
final class RequestStream implements AutoCloseable {
  private final Consumer<byte[], byte[]> reader;

  RequestStream(KafkaClients clients) {
    this.reader = clients.reader();
  }

  /** Returns the first request that is no person's, if there is one. */
  Optional<RetrainRequested> ofPolicy() {
    List<RetrainRequested> all = new ArrayList<>();
    new WholeTopics(reader)
        .read(List.of(Topics.RETRAIN_REQUESTS.name()), record -> all.add(read(record.value())));
    return all.stream()
        .filter(request -> !(request.reason() instanceof RetrainReason.Operator))
        .findFirst();
  }

  /** Returns a reason in words. */
  static String text(RetrainReason reason) {
    return switch (reason) {
      case RetrainReason.Quality(var figure, var value, var threshold) ->
          "live %s %.3f is below %s".formatted(figure, value, threshold);
      case RetrainReason.Drift(var figure, var value, var threshold) ->
          "%s has drifted, index %.3f is above %s".formatted(figure, value, threshold);
      case RetrainReason.LabelCount(var found, var threshold) ->
          "%d new labels, %d are enough".formatted(found, threshold);
      case RetrainReason.Schedule(var due) -> "due at " + due;
      case RetrainReason.Operator(var who, var why) -> "%s asks: %s".formatted(who, why);
    };
  }

  private static RetrainRequested read(byte[] value) {
    try {
      return MessageJson.read(value, RetrainRequested.class);
    } catch (UnreadableMessageException e) {
      throw new IllegalStateException(
          "topic %s: %s".formatted(Topics.RETRAIN_REQUESTS.name(), e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
