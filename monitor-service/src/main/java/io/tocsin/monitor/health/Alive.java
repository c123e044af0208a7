package io.tocsin.monitor.health;

import io.tocsin.monitor.Monitor;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive until the streams have given up. */
@Liveness
@Singleton
final class Alive implements HealthCheck {
  private final Monitor monitor;

  Alive(Monitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public HealthCheckResponse call() {
    State state = monitor.state();
    return HealthCheckResponse.named("streams go on")
        .status(!state.isShuttingDown() && !state.hasCompletedShutdown())
        .withData("state", state.name())
        .build();
  }
}
