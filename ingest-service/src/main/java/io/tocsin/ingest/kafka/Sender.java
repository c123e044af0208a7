package io.tocsin.ingest.kafka;

import io.opentelemetry.api.trace.Span;
import io.tocsin.messaging.trace.RecordTraces;
import java.time.Duration;
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
  private final RecordTraces traces;

  public Sender(Producer<byte[], byte[]> producer, IngestMetrics metrics, RecordTraces traces) {
    this.producer = producer;
    this.metrics = metrics;
    this.traces = traces;
  }

  /**
   * Sends a record; the outcome never fails, and comes within the delivery timeout.
   *
   * @throws org.apache.kafka.common.errors.InterruptException if the thread was interrupted while
   *     the record had to wait; it was not sent
   */
  public CompletableFuture<SendOutcome> send(ProducerRecord<byte[], byte[]> record) {
    Sending sending = new Sending(record);
    try {
      var _ = producer.send(record, sending::end);
    } catch (RuntimeException e) {
      sending.end(null, e);
      throw e;
    }
    return sending.future;
  }

  /** A record on its way. */
  private final class Sending {
    private final CompletableFuture<SendOutcome> future = new CompletableFuture<>();
    private final String topic;
    private final int bytes;
    private final Span span;
    private final long since = System.nanoTime();

    Sending(ProducerRecord<byte[], byte[]> record) {
      topic = record.topic();
      bytes = size(record.key()) + size(record.value());
      span = traces.send(record);
      metrics.sending();
    }

    void end(RecordMetadata written, Exception failure) {
      SendOutcome outcome = outcome(written, failure);
      Duration took = Duration.ofNanos(System.nanoTime() - since);
      try {
        metrics.ended(topic, outcome, new IngestMetrics.Sent(bytes, took));
        traces.sent(span, written, failure);
      } finally {
        future.complete(outcome); // whoever waits must not wait for ever
      }
    }
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
