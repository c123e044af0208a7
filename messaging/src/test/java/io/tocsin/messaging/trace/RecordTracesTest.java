package io.tocsin.messaging.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

final class RecordTracesTest {
  private static final String TRACEPARENT = "traceparent";
  private static final byte[] SECRET = "a tweet's text".getBytes(StandardCharsets.UTF_8);

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();

  @Test
  void aReaderGoesOnWithTheTraceOfTheWriter() {
    ProducerRecord<byte[], byte[]> written = new ProducerRecord<>("tweets", SECRET);
    RecordTraces writer = traces(Sampler.alwaysOn());
    RecordTraces reader = traces(Sampler.parentBased(Sampler.alwaysOff()));

    Span sending = writer.send(written);
    writer.sent(sending, new RecordMetadata(new TopicPartition("tweets", 3), 7, 0, 0, 0, 0), null);
    ConsumerRecord<byte[], byte[]> read = read(written);
    assertTrue(reader.isSampled(read));
    reader.process(read, "inference").end();

    List<SpanData> spans = exported.getFinishedSpanItems();
    assertEquals(
        List.of("send tweets", "process tweets"), spans.stream().map(SpanData::getName).toList());
    assertEquals(
        List.of(SpanKind.PRODUCER, SpanKind.CONSUMER),
        spans.stream().map(SpanData::getKind).toList());
    assertEquals(spans.getFirst().getSpanId(), spans.getLast().getParentSpanId());
    assertEquals(spans.getFirst().getTraceId(), spans.getLast().getTraceId());
    for (SpanData span : spans) {
      assertEquals("3", text(span, "messaging.destination.partition.id"));
      assertEquals(7, span.getAttributes().get(AttributeKey.longKey("messaging.kafka.offset")));
      assertFalse(span.getAttributes().toString().contains("text"), span::toString);
    }
  }

  @Test
  void whatTheWriterDidNotSampleIsNotSampledByTheReader() {
    ProducerRecord<byte[], byte[]> written = new ProducerRecord<>("tweets", SECRET);
    RecordTraces writer = traces(Sampler.alwaysOff());

    writer.send(written).end();

    assertTrue(header(written).endsWith("-00"), () -> header(written));
    assertFalse(traces(Sampler.alwaysOn()).isSampled(read(written)));
  }

  @Test
  void aHeaderThatIsNoTraceIsNone() {
    ProducerRecord<byte[], byte[]> written = new ProducerRecord<>("tweets", SECRET);
    written.headers().add(TRACEPARENT, new byte[] {-1, 0, 7}).add("tracestate", null);

    assertFalse(traces(Sampler.alwaysOn()).isSampled(read(written)));
  }

  @Test
  void aRecordCarriesButItsLastSpan() {
    ProducerRecord<byte[], byte[]> written = new ProducerRecord<>("tweets", SECRET);
    RecordTraces traces = traces(Sampler.alwaysOn());

    traces.send(written);
    Span last = traces.send(written);

    assertEquals(1, written.headers().toArray().length);
    assertTrue(header(written).contains(last.getSpanContext().getSpanId()));
  }

  @Test
  void aFailureIsNamedByItsKind() {
    RecordTraces traces = traces(Sampler.alwaysOn());

    Span span = traces.send(new ProducerRecord<>("tweets", SECRET));
    traces.sent(span, null, new TimeoutException("too late"));

    SpanData failed = exported.getFinishedSpanItems().getFirst();
    assertEquals(StatusCode.ERROR, failed.getStatus().getStatusCode());
    assertEquals(TimeoutException.class.getName(), text(failed, "error.type"));
  }

  @Test
  void turnedOffItWritesNoHeaderAndHeedsNone() {
    ProducerRecord<byte[], byte[]> sampled = new ProducerRecord<>("tweets", SECRET);
    traces(Sampler.alwaysOn()).send(sampled);
    ProducerRecord<byte[], byte[]> written = new ProducerRecord<>("tweets", SECRET);

    RecordTraces.off().send(written).end();

    assertNull(written.headers().lastHeader(TRACEPARENT));
    assertFalse(RecordTraces.off().isSampled(read(sampled)));
  }

  private RecordTraces traces(Sampler sampler) {
    OpenTelemetry telemetry =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(sampler)
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    return new RecordTraces(telemetry, "test");
  }

  private static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> written) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(written.topic(), 3, 7, written.key(), written.value());
    for (Header header : written.headers()) {
      record.headers().add(header);
    }
    return record;
  }

  private static String header(ProducerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader(TRACEPARENT).value(), StandardCharsets.US_ASCII);
  }

  private static String text(SpanData span, String attribute) {
    return span.getAttributes().get(AttributeKey.stringKey(attribute));
  }
}
