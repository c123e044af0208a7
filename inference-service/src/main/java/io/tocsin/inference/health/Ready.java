package io.tocsin.inference.health;

import io.tocsin.inference.Inference;
import io.tocsin.inference.rollout.Lineup;
import io.tocsin.inference.rollout.RolloutState;
import io.tocsin.inference.tweet.TweetPipeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once base and rollout are loaded and the group is joined. */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {
  private final Inference inference;

  Ready(Inference inference) {
    this.inference = inference;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("inference");
    Optional<RolloutState> rollouts = inference.rollouts();
    boolean isMember = inference.pipeline().map(TweetPipeline::isMember).orElse(false);
    boolean isServing = rollouts.flatMap(RolloutState::lineup).isPresent();
    response.withData("base", rollouts.map(RolloutState::baseFingerprint).orElse("loading"));
    rollouts.ifPresent(state -> describe(state, response));
    response.withData("group", isMember ? "joined" : "not joined");
    inference
        .pipeline()
        .flatMap(TweetPipeline::divided)
        .ifPresent(reason -> response.withData("last batch in parts", reason));
    return response.status(isServing && isMember).build();
  }

  private static void describe(RolloutState state, HealthCheckResponseBuilder response) {
    response.withData(
        "version",
        state.lineup().map(Lineup::active).map(active -> active.version()).orElse("none yet"));
    state
        .lineup()
        .flatMap(Lineup::rolloutOffset)
        .ifPresent(offset -> response.withData("rollout", offset));
    state.inForce().ifPresent(rollout -> response.withData("in force", rollout.offset()));
    state.pending().forEach(version -> response.withData("pending " + version, "not published"));
    state.refused().forEach((version, reason) -> response.withData("refused " + version, reason));
    state
        .unreadable()
        .forEach((position, reason) -> response.withData("unreadable " + position, reason));
    state.trouble().ifPresent(reason -> response.withData("adapter store", reason));
  }
}
