package io.tocsin.monitor.judge;

import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.rollout.Challenger;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A challenger beside an active version.
 *
 * @param version the challenger's
 * @param as what it stands there
 * @param begun the rollout since which it stands so, beside the same active version
 * @param inForce the newest rollout
 */
public record Trial(String version, Challenger as, RolloutInForce begun, RolloutInForce inForce) {
  /**
   * Returns the trial that is on; a canary's before a shadow's.
   *
   * @param newestFirst the rollouts of a base
   */
  public static Optional<Trial> of(List<RolloutInForce> newestFirst) {
    return newestFirst.stream()
        .findFirst()
        .flatMap(
            now ->
                now.rollout()
                    .canary()
                    .map(canary -> canary(canary.version(), newestFirst))
                    .or(() -> now.rollout().shadow().map(shadow -> shadow(shadow, newestFirst))));
  }

  private static Trial canary(String version, List<RolloutInForce> newestFirst) {
    return since(
        version,
        Challenger.CANARY,
        newestFirst,
        rollout -> rollout.canary().map(Canary::version).equals(Optional.of(version)));
  }

  private static Trial shadow(String version, List<RolloutInForce> newestFirst) {
    return since(
        version,
        Challenger.SHADOW,
        newestFirst,
        rollout -> rollout.shadow().equals(Optional.of(version)));
  }

  private static Trial since(
      String version, Challenger as, List<RolloutInForce> newestFirst, Predicate<Rollout> stands) {
    String active = newestFirst.getFirst().rollout().active();
    RolloutInForce begun =
        newestFirst.stream()
            .takeWhile(past -> past.rollout().active().equals(active))
            .takeWhile(past -> stands.test(past.rollout()))
            .reduce((_, earlier) -> earlier)
            .orElseThrow();
    return new Trial(version, as, begun, newestFirst.getFirst());
  }

  /** Returns the version it is compared with. */
  public String active() {
    return inForce.rollout().active();
  }
}
