package io.tocsin.monitor.health;

import io.tocsin.monitor.Monitor;
import jakarta.inject.Singleton;
import org.apache.kafka.streams.KafkaStreams.State;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the state is restored and records are read. */
@Readiness
@Singleton
final class Ready implements HealthCheck {
  private final Monitor monitor;

  Ready(Monitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public HealthCheckResponse call() {
    State state = monitor.state();
    return HealthCheckResponse.named("streams run")
        .status(state == State.RUNNING)
        .withData("state", state.name())
        .build();
  }
}
