package io.tocsin.monitor.alert;

import io.tocsin.contracts.Require;

/**
 * When a count is a surge. All three must hold: few tweets are none however rare their term, real
 * streams are burstier than Poisson's so that a mere excess is none, and neither is an excess that
 * chance explains.
 *
 * @param minTweets so many there must be in a window, from 2
 * @param minRatio so many times the usual, above 1
 * @param surprise at most 10^-surprise may be the probability of so many, above 0
 */
public record SurgeThreshold(int minTweets, double minRatio, double surprise) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong, as it is set
   */
  public SurgeThreshold {
    Require.atLeast("tocsin.alerts.min-tweets", 2, minTweets);
    Require.that(
        Double.isFinite(minRatio) && minRatio > 1, "tocsin.alerts.min-ratio", "above 1", minRatio);
    Require.positive("tocsin.alerts.surprise", surprise);
  }

  /** Tells whether a surge begins; times are in buckets. */
  boolean begins(long count, double learned, double exposure, int window) {
    return count >= minTweets
        && count >= minRatio * Surprise.expected(learned, exposure, window)
        && Surprise.probability(count, learned, exposure, window) <= Math.pow(10, -surprise);
  }

  /**
   * Tells whether a surge that has begun goes on: at half of what it takes to begin, so that one
   * that wavers about the threshold is one (as in Kleinberg, Bursty and Hierarchical Structure in
   * Streams, 2002, where to change the state has a price).
   */
  boolean goesOn(long count, double expected) {
    return 2L * count >= minTweets && 2 * count >= minRatio * expected;
  }
}
