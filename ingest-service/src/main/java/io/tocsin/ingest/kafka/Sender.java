package io.tocsin.ingest.kafka;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends records and tells of each what became of it. It is Kafka's producer rather than a channel:
 * an answer names the partition and offset of its own record.
 */
public final class Sender {
  private final Producer<byte[], byte[]> producer;
  private final IngestMetrics metrics;

  public Sender(Producer<byte[], byte[]> producer, IngestMetrics metrics) {
    this.producer = producer;
    this.metrics = metrics;
  }

  /**
   * Sends a record; the outcome never fails, and comes within the delivery timeout.
   *
   * @throws org.apache.kafka.common.errors.InterruptException if the thread was interrupted while
   *     the record had to wait; it was not sent
   */
  public CompletableFuture<SendOutcome> send(ProducerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    int bytes = size(record.key()) + size(record.value());
    CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
    metrics.sending();
    try {
      var _ =
          producer.send(
              record, (written, failure) -> end(topic, bytes, outcome, outcome(written, failure)));
    } catch (RuntimeException e) {
      end(topic, bytes, outcome, outcome(null, e));
      throw e;
    }
    return outcome;
  }

  private void end(
      String topic, int bytes, CompletableFuture<SendOutcome> future, SendOutcome outcome) {
    metrics.ended(topic, outcome, bytes);
    future.complete(outcome);
  }

  private static SendOutcome outcome(RecordMetadata written, Exception failure) {
    return switch (failure) {
      case null -> new SendOutcome.Written(written.partition(), written.offset());
      case RecordTooLargeException _ ->
          new SendOutcome.TooLarge("larger than the topic takes, headers and framing included");
      default -> new SendOutcome.Failed("Kafka did not take the record: " + failure.getMessage());
    };
  }

  private static int size(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
