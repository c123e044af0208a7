package io.tocsin.inference.tweet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.tocsin.inference.Examples;
import io.tocsin.inference.batch.ComputedBatch;
import io.tocsin.inference.batch.Outcome;
import io.tocsin.messaging.trace.RecordTraces;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

final class TweetTracesTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String WRITER = "b7ad6b7169203331";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final TweetTraces traces =
      new TweetTraces(
          new RecordTraces(
              OpenTelemetrySdk.builder()
                  .setTracerProvider(
                      SdkTracerProvider.builder()
                          .addSpanProcessor(SimpleSpanProcessor.create(exported))
                          .build())
                  .setPropagators(
                      ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                  .build(),
              "test"),
          "inference");
  private final Backlog backlog = new Backlog(traces);
  private final TagRecords records = new TagRecords(Examples.BASE, traces);

  @Test
  void aTagCarriesTheSpanThatEndsWithItsCommit() {
    ComputedBatch batch = read(0, "01");

    Header carried =
        records.of(outcome(batch), batch).getFirst().headers().lastHeader("traceparent");
    assertEquals(List.of(), exported.getFinishedSpanItems());
    backlog.committed(batch);

    SpanData span = exported.getFinishedSpanItems().getFirst();
    assertEquals(WRITER, span.getParentSpanId());
    assertEquals(
        "00-%s-%s-01".formatted(TRACE, span.getSpanId()),
        new String(carried.value(), StandardCharsets.US_ASCII));
    assertEquals("a", span.getAttributes().get(AttributeKey.stringKey("tocsin.adapter.version")));
    assertEquals("answered", span.getEvents().getFirst().getName());
  }

  @Test
  void aTweetThatIsNotSampledHasNoSpan() {
    ComputedBatch batch = read(0, "00");

    ProducerRecord<byte[], byte[]> tag = records.of(outcome(batch), batch).getFirst();
    backlog.committed(batch);

    assertNull(tag.headers().lastHeader("traceparent"));
    assertEquals(List.of(), exported.getFinishedSpanItems());
  }

  @Test
  void aTweetThatIsReadAgainHasOneSpan() {
    read(0, "01");
    ComputedBatch again = read(1, "01");

    backlog.committed(again);

    assertEquals(1, exported.getFinishedSpanItems().size());
    assertEquals(0, backlog.tweets());
  }

  @Test
  void aDeadLetterIsAFailure() {
    ConsumerRecord<byte[], byte[]> record = record("01");
    backlog.read(0, List.of(record));

    backlog.committed(
        Outcomes.batch(0, List.of(new Outcome.DeadLettered(record, "expected a text"))));

    SpanData span = exported.getFinishedSpanItems().getFirst();
    assertEquals(StatusCode.ERROR, span.getStatus().getStatusCode());
    assertTrue(span.getEvents().isEmpty());
  }

  private ComputedBatch read(long epoch, String flags) {
    ConsumerRecord<byte[], byte[]> record = record(flags);
    backlog.read(epoch, List.of(record));
    Outcome.Answered other = Outcomes.answered(5);
    Outcome answered = new Outcome.Answered(record, "id", other.text(), other.tags());
    return Outcomes.batch(epoch, List.of(answered));
  }

  private static Outcome outcome(ComputedBatch batch) {
    return batch.outcomes().getFirst();
  }

  private static ConsumerRecord<byte[], byte[]> record(String flags) {
    ConsumerRecord<byte[], byte[]> record = Examples.record(5, "text");
    String header = "00-%s-%s-%s".formatted(TRACE, WRITER, flags);
    record.headers().add("traceparent", header.getBytes(StandardCharsets.US_ASCII));
    return record;
  }
}
