package io.tocsin.cli.pipeline;

import java.util.Arrays;

/**
 * A sample in three figures.
 *
 * @param median of an even number of values the mean of the two in the middle
 * @param p99 the least value that 99 % do not exceed
 * @param max the largest
 */
public record Quantiles(double median, double p99, double max) {
  private static final double HIGH = 0.99;

  /**
   * Sums a sample up.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static Quantiles of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("expected values, found none");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return new Quantiles(
        (sorted[last / 2] + sorted[sorted.length / 2]) / 2,
        sorted[(int) Math.ceil(HIGH * sorted.length) - 1],
        sorted[last]);
  }
}
