package io.tocsin.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.trace.RecordTraces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts and stops the service with its process. */
@ApplicationScoped
public class InferenceService {
  private static final Logger LOG = Logger.getLogger(InferenceService.class);
  private static final int FAILED = 1;

  /** Returns the service itself. */
  @Produces
  @Singleton
  Inference inference(
      InferenceSettings settings,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      MeterRegistry registry,
      OpenTelemetry telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
    // Turned off, it would still make spans and headers.
    RecordTraces traces =
        untraced ? RecordTraces.off() : new RecordTraces(telemetry, "inference-service");
    return new Inference(
        settings, new KafkaClients(kafka), registry, traces, InferenceService::end);
  }

  void start(@Observes StartupEvent event, Inference inference) {
    inference.start();
  }

  void stop(@Observes ShutdownEvent event, Inference inference) throws InterruptedException {
    inference.stop();
  }

  /** Whoever runs the process starts it again: nothing is lost by that. */
  private static void end(Throwable failure) {
    LOG.error("The service ends", failure);
    Quarkus.asyncExit(FAILED);
  }
}
