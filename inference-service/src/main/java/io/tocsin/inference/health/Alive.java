package io.tocsin.inference.health;

import io.tocsin.inference.Inference;
import io.tocsin.inference.tweet.TweetPipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while all threads run and the model returns. */
@Liveness
@ApplicationScoped
public class Alive implements HealthCheck {
  /** No batch takes so long: a device that hangs does not come back by itself. */
  private static final Duration HANGS = Duration.ofMinutes(5);

  private final Inference inference;

  Alive(Inference inference) {
    this.inference = inference;
  }

  @Override
  public HealthCheckResponse call() {
    Duration busy = inference.pipeline().map(TweetPipeline::busy).orElse(Duration.ZERO);
    boolean areStagesAlive = inference.pipeline().map(TweetPipeline::isAlive).orElse(true);
    return HealthCheckResponse.named("inference")
        .status(inference.isFollowing() && areStagesAlive && busy.compareTo(HANGS) < 0)
        .withData("batch for ms", busy.toMillis())
        .build();
  }
}
