package io.tocsin.monitor.retrain;

import io.tocsin.contracts.Require;
import java.time.Duration;
import java.util.Optional;

/**
 * What a retrain is asked for.
 *
 * @param newLabels so many since the last request
 * @param accuracy below this the active version is not good enough
 * @param minAudited of fewer audited tweets no accuracy is told
 * @param recent quality and drift are those of the last so long
 * @param every so long after the last request, the next; never unless stated
 * @param coolDown so long after the end of a training nothing is asked for
 */
public record RetrainRules(
    long newLabels,
    double accuracy,
    long minAudited,
    Duration recent,
    Optional<Duration> every,
    Duration coolDown) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong, as it is set
   */
  public RetrainRules {
    Require.atLeast("tocsin.retrain.new-labels", 1, newLabels);
    Require.share("tocsin.retrain.accuracy", accuracy);
    Require.atLeast("tocsin.retrain.min-audited", 1, minAudited);
    Require.that(recent.isPositive(), "tocsin.retrain.recent", "more than none", recent);
    Require.that(
        every.isEmpty() || every.get().isPositive(),
        "tocsin.retrain.every",
        "more than none",
        every);
    Require.that(!coolDown.isNegative(), "tocsin.retrain.cool-down", "none or more", coolDown);
  }
}
