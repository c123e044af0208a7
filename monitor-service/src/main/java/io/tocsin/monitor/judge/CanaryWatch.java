package io.tocsin.monitor.judge;

import io.tocsin.contracts.rollout.Canary;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.monitor.quality.Latency;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a canary answers what it should, and soon enough, under the rollout in force. A tweet
 * that it fails on has no answer: failures are what is missing of its share.
 *
 * @param share of the tweets that are its own
 * @param active the active version's answers
 * @param canary the canary's
 */
record CanaryWatch(double share, Latency active, Latency canary) {
  /** A share that is right is missed by so much once in 30,000 times. */
  private static final double DEVIATIONS = 4;

  /** Less than this is no slowdown: it is the time a batch takes to fill. */
  private static final double TOLERATED_MILLISECONDS = 50;

  static CanaryWatch of(RolloutInForce inForce, Standing standing) {
    return new CanaryWatch(
        inForce.rollout().canary().map(Canary::share).orElseThrow(),
        under(inForce.offset(), standing.active()),
        under(inForce.offset(), standing.canary()));
  }

  private static Latency under(long rollout, Optional<Latency> found) {
    return found.filter(latency -> latency.rollout() == rollout).orElse(new Latency(rollout, 0, 0));
  }

  /** Returns how many answers should be the canary's. */
  double expected() {
    return share * (active.tags() + canary.tags());
  }

  /**
   * Returns what is wrong, if something is.
   *
   * @param slowdown how many times slower it may be
   */
  Optional<String> fault(double slowdown) {
    double deviation = Math.sqrt(expected() * (1 - share));
    if (canary.tags() < expected() - DEVIATIONS * deviation) {
      return Optional.of("answers are missing: " + figures());
    }
    double allowed = Math.max(slowdown * active.mean(), active.mean() + TOLERATED_MILLISECONDS);
    return canary.mean() > allowed ? Optional.of("slow: " + figures()) : Optional.empty();
  }

  String figures() {
    return String.format(
        Locale.ROOT,
        "the canary gave %d of %.0f answers expected, after %.0f ms each, the active version after"
            + " %.0f ms",
        canary.tags(),
        expected(),
        canary.mean(),
        active.mean());
  }
}
