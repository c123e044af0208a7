package io.tocsin.messaging.trace;

import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_CONSUMER_GROUP_NAME;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_DESTINATION_NAME;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_DESTINATION_PARTITION_ID;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_KAFKA_OFFSET;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_OPERATION_NAME;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_OPERATION_TYPE;
import static io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes.MESSAGING_SYSTEM;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.semconv.ErrorAttributes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;

/**
 * The spans of records, named and described by OpenTelemetry's conventions for messaging (semconv
 * 1.37). Header {@code traceparent} takes them from service to service. No span holds a record's
 * value.
 */
public final class RecordTraces {
  private static final String SEND = "send";
  private static final String PROCESS = "process";
  private static final HeaderText HEADERS = new HeaderText();

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  /**
   * Prepares the spans of one service.
   *
   * @param telemetry where they go; a disabled one makes none, and writes no header
   */
  public RecordTraces(OpenTelemetry telemetry, String service) {
    this.tracer = telemetry.getTracer(service);
    this.propagator = telemetry.getPropagators().getTextMapPropagator();
  }

  /** Returns what makes no spans. */
  public static RecordTraces off() {
    return new RecordTraces(OpenTelemetry.noop(), "");
  }

  /**
   * Begins the span of a record that is to be sent, within the current one; it is carried along.
   */
  public Span send(ProducerRecord<byte[], byte[]> record) {
    Span span = builder(SEND, record.topic()).setSpanKind(SpanKind.PRODUCER).startSpan();
    carry(span, record.headers());
    return span;
  }

  /**
   * Ends the span of a record that was sent.
   *
   * @param written where it is, if nothing failed
   * @param failure null if nothing did
   */
  public void sent(Span span, RecordMetadata written, Exception failure) {
    if (failure == null) {
      span.setAttribute(MESSAGING_DESTINATION_PARTITION_ID, Integer.toString(written.partition()));
      span.setAttribute(MESSAGING_KAFKA_OFFSET, written.offset());
    } else {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute(ErrorAttributes.ERROR_TYPE, failure.getClass().getName());
    }
    span.end();
  }

  /** Returns whether the writer of a record had its trace recorded. */
  public boolean isSampled(ConsumerRecord<byte[], byte[]> record) {
    return Span.fromContext(writer(record)).getSpanContext().isSampled();
  }

  /** Begins the span of a record that was read, within its writer's if the record carries one. */
  public Span process(ConsumerRecord<byte[], byte[]> record, String group) {
    return builder(PROCESS, record.topic())
        .setSpanKind(SpanKind.CONSUMER)
        .setParent(writer(record))
        .setAttribute(MESSAGING_CONSUMER_GROUP_NAME, group)
        .setAttribute(MESSAGING_DESTINATION_PARTITION_ID, Integer.toString(record.partition()))
        .setAttribute(MESSAGING_KAFKA_OFFSET, record.offset())
        .startSpan();
  }

  /** Begins a span within another. */
  public Span within(Span parent, String name) {
    return tracer.spanBuilder(name).setParent(Context.root().with(parent)).startSpan();
  }

  /** Has a record carry a span. */
  public void carry(Span span, Headers headers) {
    propagator.inject(Context.root().with(span), headers, HEADERS);
  }

  private Context writer(ConsumerRecord<byte[], byte[]> record) {
    return propagator.extract(Context.root(), record.headers(), HEADERS);
  }

  private SpanBuilder builder(String operation, String topic) {
    return tracer
        .spanBuilder(operation + " " + topic)
        .setAttribute(MESSAGING_SYSTEM, "kafka")
        .setAttribute(MESSAGING_OPERATION_NAME, operation)
        .setAttribute(MESSAGING_OPERATION_TYPE, operation)
        .setAttribute(MESSAGING_DESTINATION_NAME, topic);
  }
}
