package io.tocsin.cli.learning;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Challengers on the stream, which the monitor decides on. */
final class Trials {
  private static final int TO_JUDGE = HastyMonitor.tweetsFor(HastyMonitor.MIN_PAIRS);

  /** Twice what is expected of the canary, which answers half of them. */
  private static final int TO_WATCH = 2 * HastyMonitor.CANARY_TAGS + 10;

  /** More than a bad adapter needs: by these the accuracy after the promotion is told, too. */
  private static final int TO_MEASURE = 100;

  /** As rollouts have it. */
  private static final String MONITOR = "monitor";

  private final LearningSystem system;
  private final Timeline timeline;

  Trials(LearningSystem system, Timeline timeline) {
    this.system = system;
    this.timeline = timeline;
  }

  /**
   * Waits until a shadow has won, answered a share, and answers all.
   *
   * @throws IOException if it has not
   * @throws TimeoutException if nothing is decided
   */
  RolloutInForce promoted(AdapterPublished second) throws IOException, TimeoutException {
    RolloutInForce canary = decided(system.rollouts().inForce().orElseThrow(), TO_JUDGE);
    Rollout watched = canary.rollout();
    if (watched.canary().filter(found -> found.version().equals(second.version())).isEmpty()) {
      throw new IOException("the challenger did not win: " + watched.why());
    }
    tell(
        canary,
        "canary",
        "%s answers %.0f %% of the tweets"
            .formatted(second.version(), 100 * watched.canary().get().share()));
    RolloutInForce promotion = decided(canary, TO_WATCH);
    requireActive(second.version(), promotion);
    tell(promotion, "promoted", second.version() + " answers all");
    return promotion;
  }

  /** Has an adapter shadow that is wrong wherever a good one is right. */
  RolloutInForce offered(AdapterPublished good) throws IOException {
    AdapterPublished bad = system.worse().of(good);
    RolloutInForce offered = system.rollouts().shadow(bad, bad.verdict().reason());
    timeline.tell(
        offered.rollout().decidedAt(),
        "bad",
        "%s is published and shadows".formatted(bad.version()),
        bad.verdict().reason());
    return offered;
  }

  /**
   * Waits until the bad adapter is gone.
   *
   * @throws IOException if it is not
   * @throws TimeoutException if nothing is decided
   */
  RolloutInForce withdrawn(RolloutInForce offered, AdapterPublished good)
      throws IOException, TimeoutException {
    RolloutInForce withdrawal = decided(offered, TO_MEASURE);
    if (!withdrawal.rollout().versions().equals(List.of(good.version()))) {
      throw new IOException("the bad adapter was not withdrawn: " + withdrawal.rollout().why());
    }
    tell(withdrawal, "withdrawn", "the bad adapter is gone");
    return withdrawal;
  }

  /** The stream goes on under a rollout until the monitor has decided on the next. */
  private RolloutInForce decided(RolloutInForce since, int first)
      throws IOException, TimeoutException {
    system.rollouts().awaitServed(since);
    RolloutInForce next =
        system
            .rounds()
            .until(
                first,
                () -> system.rollouts().after(since),
                policy ->
                    policy.challengers().stream()
                        .findFirst()
                        .ifPresent(found -> timeline.tell(policy.at(), "waits", found.why())));
    if (!next.rollout().decidedBy().equals(MONITOR)) {
      throw new IOException(
          "expected the monitor to decide, %s did: %s"
              .formatted(next.rollout().decidedBy(), next.rollout().why()));
    }
    return next;
  }

  /** Demands that a version answers. */
  static void requireActive(String version, RolloutInForce found) throws IOException {
    if (!found.rollout().active().equals(version)) {
      throw new IOException(
          "expected %s to answer, found rollout %d, %s: %s"
              .formatted(version, found.offset(), found.rollout().active(), found.rollout().why()));
    }
  }

  private void tell(RolloutInForce decided, String event, String what) {
    Rollout rollout = decided.rollout();
    timeline.tell(
        rollout.decidedAt(),
        event,
        "%s, decided by the %s".formatted(what, rollout.decidedBy()),
        rollout.why());
  }
}
