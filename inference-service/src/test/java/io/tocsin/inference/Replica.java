package io.tocsin.inference;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.inference.rollout.Lineup;
import io.tocsin.inference.rollout.RolloutState;
import io.tocsin.inference.tweet.TweetPipeline;
import io.tocsin.messaging.trace.RecordTraces;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A service in this process. */
final class Replica implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Inference inference;

  private Replica(Cluster cluster, InferenceSettings settings) {
    this.inference =
        new Inference(settings, cluster.clients(), registry, RecordTraces.off(), failure::set);
  }

  /** Starts a service and waits until it is ready. */
  static Replica start(Cluster cluster, InferenceSettings settings) {
    Replica replica = new Replica(cluster, settings);
    replica.inference.start();
    await().atMost(PATIENCE).until(replica::isReady);
    return replica;
  }

  Inference inference() {
    return inference;
  }

  RolloutState rollouts() {
    return inference.rollouts().orElseThrow();
  }

  /** Returns the rollout whose lineup answers. */
  Optional<Long> served() {
    return rollouts().lineup().flatMap(Lineup::rolloutOffset);
  }

  /** Waits until a rollout is served. */
  void awaitServed(long offset) {
    await().atMost(PATIENCE).until(() -> served().equals(Optional.of(offset)));
  }

  double count(String meter, String... tags) {
    return registry.get(meter).tags(tags).counter().count();
  }

  SimpleMeterRegistry registry() {
    return registry;
  }

  Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  private boolean isReady() {
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
    return inference.pipeline().map(TweetPipeline::isMember).orElse(false);
  }

  @Override
  public void close() {
    stop();
  }

  /** Stops it in good order; it may be stopped again. */
  void stop() {
    try {
      inference.stop();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
