package io.tocsin.trainer.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.messaging.trace.RecordTraces;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class JobTraceTest {
  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final RecordTraces traces =
      new RecordTraces(
          OpenTelemetrySdk.builder()
              .setTracerProvider(
                  SdkTracerProvider.builder()
                      .addSpanProcessor(SimpleSpanProcessor.create(exported))
                      .build())
              .build(),
          "test");
  private final JobTrace trace =
      JobTrace.begin(
          traces, new ConsumerRecord<>("retrain-requests", 0, 7, null, new byte[0]), "r1");

  @Test
  void eachPartHasASpanWithinTheJobs() {
    trace.state(new TrainingState.Accepted());
    trace.state(step(1));
    trace.state(step(1));
    trace.state(step(2));
    trace.state(new TrainingState.Evaluating(30));
    trace.publishing();
    trace.ended(JobEnd.PROMOTED);

    List<SpanData> spans = exported.getFinishedSpanItems();
    assertEquals(
        List.of(
            "fold labels", "epoch 1", "epoch 2", "judge", "publish", "process retrain-requests"),
        spans.stream().map(SpanData::getName).toList());
    SpanData job = spans.getLast();
    assertTrue(
        spans.stream().limit(5).allMatch(part -> part.getParentSpanId().equals(job.getSpanId())));
    assertEquals("promoted", job.getAttributes().get(AttributeKey.stringKey("tocsin.outcome")));
  }

  @Test
  void aJobThatFailedIsAFailure() {
    trace.state(new TrainingState.Accepted());
    trace.ended(JobEnd.FAILED);

    SpanData job = exported.getFinishedSpanItems().getLast();
    assertEquals(StatusCode.ERROR, job.getStatus().getStatusCode());
  }

  private static TrainingState step(int epoch) {
    return new TrainingState.Running(epoch, 2, epoch, 2, 0.5, 100);
  }
}
