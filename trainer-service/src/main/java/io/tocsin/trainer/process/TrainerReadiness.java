package io.tocsin.trainer.process;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the base is loaded and the group joined. */
@Readiness
@Singleton
final class TrainerReadiness implements HealthCheck {
  private final TrainerProcess trainer;

  TrainerReadiness(TrainerProcess trainer) {
    this.trainer = trainer;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("base loaded, group joined").status(trainer.isReady()).build();
  }
}
