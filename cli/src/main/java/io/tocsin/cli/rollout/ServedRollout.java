package io.tocsin.cli.rollout;

import io.tocsin.cli.client.InferenceClient;
import io.tocsin.cli.client.InferenceClient.Rollouts;
import io.tocsin.cli.client.ServiceException;
import io.tocsin.cli.client.ServiceKey;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits until a replica serves a rollout, or it is known that it will not. */
public final class ServedRollout {
  private static final Duration BETWEEN = Duration.ofMillis(10);

  private final RolloutInForce rollout;
  private final long start;
  private final Duration patience;
  private final ServiceKey key;

  /**
   * Prepares waiting.
   *
   * @param start {@code nanoTime} from which it counts
   * @param patience counted from then
   * @param key with which replicas are asked
   */
  public ServedRollout(RolloutInForce rollout, long start, Duration patience, ServiceKey key) {
    this.rollout = rollout;
    this.start = start;
    this.patience = patience;
    this.key = key;
  }

  /** Asks replicas side by side until each has an answer; these are in their order. */
  public List<ReplicaAnswer> await(Collection<URI> replicas) {
    return Replicas.each(replicas, this::await);
  }

  private ReplicaAnswer await(URI replica) {
    InferenceClient client = new InferenceClient(replica, key);
    try {
      while (true) {
        Rollouts found = client.rollouts();
        long now = System.nanoTime();
        Optional<ReplicaAnswer> answer = answer(replica, found, now);
        if (answer.isPresent()) {
          return answer.get();
        }
        if (now - start > patience.toNanos()) {
          return ReplicaAnswer.not(replica, ReplicaAnswer.State.LATE, hindrance(found));
        }
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    } catch (ServiceException e) {
      return ReplicaAnswer.not(replica, ReplicaAnswer.State.UNREACHABLE, e.getMessage());
    }
  }

  private Optional<ReplicaAnswer> answer(URI replica, Rollouts found, long now) {
    Optional<Long> served = found.served().flatMap(InferenceClient.Served::rolloutOffset);
    if (served.equals(Optional.of(rollout.offset()))) {
      return Optional.of(ReplicaAnswer.served(replica, (now - start) / 1e9));
    }
    Optional<Long> newer =
        found.inForce().map(InferenceClient.InForce::offset).filter(o -> o > rollout.offset());
    if (newer.isPresent()) {
      return Optional.of(
          ReplicaAnswer.not(
              replica,
              ReplicaAnswer.State.REPLACED,
              "rollout %d is in force by now".formatted(newer.get())));
    }
    return refusal(found)
        .map(reason -> ReplicaAnswer.not(replica, ReplicaAnswer.State.REFUSED, reason));
  }

  private Optional<String> refusal(Rollouts found) {
    return rollout.rollout().versions().stream()
        .filter(found.refused()::containsKey)
        .findFirst()
        .map(
            version ->
                "adapter %s is refused: %s".formatted(version, found.refused().get(version)));
  }

  private static String hindrance(Rollouts found) {
    List<String> pending = found.pending();
    return found
        .trouble()
        .or(
            () ->
                Optional.of(pending)
                    .filter(all -> !all.isEmpty())
                    .map("it waits for %s"::formatted))
        .orElse("it does not say why; see tocsin logs");
  }
}
