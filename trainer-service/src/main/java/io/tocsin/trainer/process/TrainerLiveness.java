package io.tocsin.trainer.process;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as the thread that polls is. */
@Liveness
@Singleton
final class TrainerLiveness implements HealthCheck {
  private final TrainerProcess trainer;

  TrainerLiveness(TrainerProcess trainer) {
    this.trainer = trainer;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("polls").status(trainer.isAlive()).build();
  }
}
