package io.tocsin.monitor.judge;

import io.tocsin.contracts.Require;
import java.time.Duration;

/**
 * What a challenger must show.
 *
 * @param minPairs audited tweets that both versions tagged, before anything is decided
 * @param maxPairs after so many, one that is not better goes
 * @param risk how often a challenger that is no better may be promoted, in (0, 1)
 * @param longest after so long, one that is not better goes, and a canary that was not promoted
 * @param canaryShare of the tweets, in (0, 1)
 * @param canaryTags so many answers are expected of a canary before it is promoted
 * @param slowdown how many times slower than the active version it may answer, from 1
 */
public record JudgeRules(
    long minPairs,
    long maxPairs,
    double risk,
    Duration longest,
    double canaryShare,
    long canaryTags,
    double slowdown) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong, as it is set
   */
  public JudgeRules {
    Require.atLeast("tocsin.judge.min-pairs", 1, minPairs);
    Require.atLeast("tocsin.judge.max-pairs", minPairs, maxPairs);
    requireInside("tocsin.judge.risk", risk);
    Require.that(longest.isPositive(), "tocsin.judge.longest", "more than none", longest);
    requireInside("tocsin.judge.canary-share", canaryShare);
    Require.atLeast("tocsin.judge.canary-tags", 1, canaryTags);
    Require.that(
        Double.isFinite(slowdown) && slowdown >= 1,
        "tocsin.judge.slowdown",
        "a finite number from 1",
        slowdown);
  }

  private static void requireInside(String name, double share) {
    Require.that(share > 0 && share < 1, name, "more than 0 and less than 1", share);
  }
}
