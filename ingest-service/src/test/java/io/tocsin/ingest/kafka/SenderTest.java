package io.tocsin.ingest.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.messaging.trace.RecordTraces;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class SenderTest {
  private static final ProducerRecord<byte[], byte[]> RECORD =
      new ProducerRecord<>("tweets", new byte[3], new byte[40]);

  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Sender sender = new Sender(kafka, new IngestMetrics(registry), RecordTraces.off());

  @Test
  void tellsWhereARecordIs() {
    CompletableFuture<SendOutcome> outcome = sender.send(RECORD);

    assertEquals(1, inFlight());
    kafka.completeNext();

    assertEquals(new SendOutcome.Written(0, 0), outcome.join());
    assertEquals(0, inFlight());
    assertEquals(1, records("accepted"));
    assertEquals(43, registry.get("tocsin.ingest.bytes").tag("topic", "tweets").counter().count());
  }

  @Test
  void tellsThatARecordIsTooLarge() {
    CompletableFuture<SendOutcome> outcome = sender.send(RECORD);

    kafka.errorNext(new RecordTooLargeException());

    assertEquals(
        new SendOutcome.TooLarge("larger than the topic takes, headers and framing included"),
        outcome.join());
    assertEquals(1, records("rejected"));
  }

  @Test
  void tellsThatKafkaDidNotTakeIt() {
    CompletableFuture<SendOutcome> outcome = sender.send(RECORD);

    kafka.errorNext(new TimeoutException("too late"));

    assertEquals(new SendOutcome.Failed("Kafka did not take the record: too late"), outcome.join());
    assertEquals(1, records("failed"));
  }

  @Test
  void forgetsNoneThatCouldNotEvenBeSent() {
    kafka.close();

    assertThrows(IllegalStateException.class, () -> sender.send(RECORD));

    assertEquals(0, inFlight());
    assertEquals(1, records("failed"));
  }

  private double inFlight() {
    return registry.get("tocsin.ingest.in.flight.records").gauge().value();
  }

  private double records(String outcome) {
    return registry
        .get("tocsin.ingest.records")
        .tags("topic", "tweets", "outcome", outcome)
        .counter()
        .count();
  }
}
