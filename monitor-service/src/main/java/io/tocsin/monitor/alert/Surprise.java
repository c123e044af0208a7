package io.tocsin.monitor.alert;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * How unlikely a count is, given what was counted before. Counts are taken to be Poisson, as in
 * Hendrickson et al., Trend Detection in Social Data (Twitter, 2015), with a rate that is not known
 * but has a Gamma distribution, which what was counted narrows: then the next count is negative
 * binomial (Gelman et al., Bayesian Data Analysis, 2.6). With little history the rate may be almost
 * anything, and little is surprising.
 */
final class Surprise {
  /** Jeffreys' prior of a Poisson rate: Gamma(1/2, 0). */
  private static final double PRIOR_COUNT = 0.5;

  private Surprise() {}

  /**
   * Returns the expected count.
   *
   * @param learned what was counted before
   * @param exposure in how long, above 0
   * @param window in how long it is expected
   */
  static double expected(double learned, double exposure, double window) {
    return (PRIOR_COUNT + learned) / exposure * window;
  }

  /**
   * Returns P(X ≥ count) = I(q; count, r), where r = 1/2 + learned and q = window / (exposure +
   * window).
   *
   * @param count from 1
   */
  static double probability(long count, double learned, double exposure, double window) {
    double share = window / (exposure + window);
    return RegularizedBeta.value(share, (double) count, PRIOR_COUNT + learned);
  }
}
