package io.tocsin.llama.metrics;

/**
 * McNemar's exact test of two classifiers on the same rows (McNemar 1947; in its binomial form,
 * Dietterich, Approximate Statistical Tests, 1998). Only rows on which one is right and the other
 * wrong count: if the two were equally good, each such row would be a fair coin.
 *
 * @param onlyFirst rows on which only the first is right
 * @param onlySecond rows on which only the second is right
 */
public record McNemar(int onlyFirst, int onlySecond) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a count is negative
   */
  public McNemar {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "expected counts of rows, found %d and %d".formatted(onlyFirst, onlySecond));
    }
  }

  /**
   * Compares predictions on the same rows.
   *
   * @param labels true categories. Shape: [rows]
   * @param first predicted categories. Shape: [rows]
   * @param second predicted categories. Shape: [rows]
   * @throws IllegalArgumentException if the lengths differ
   */
  public static McNemar of(int[] labels, int[] first, int[] second) {
    if (labels.length != first.length || labels.length != second.length) {
      throw new IllegalArgumentException(
          "%d labels, but %d and %d predictions"
              .formatted(labels.length, first.length, second.length));
    }
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int row = 0; row < labels.length; row++) {
      boolean firstRight = first[row] == labels[row];
      boolean secondRight = second[row] == labels[row];
      onlyFirst += firstRight && !secondRight ? 1 : 0;
      onlySecond += secondRight && !firstRight ? 1 : 0;
    }
    return new McNemar(onlyFirst, onlySecond);
  }

  /**
   * Returns the two-sided p-value, min(1, 2 · P(X ≤ min(b, c))) for X ~ Binomial(b + c, ½): how
   * often a difference at least this large comes by chance. 1 when the two never differ.
   */
  public double pValue() {
    long tosses = (long) onlyFirst + onlySecond;
    long fewer = Math.min(onlyFirst, onlySecond);
    double logTerm = -tosses * Math.log(2); // ln P(X = 0)
    double sum = Math.exp(logTerm);
    for (long heads = 1; heads <= fewer; heads++) {
      logTerm += Math.log((double) (tosses - heads + 1) / heads); // ln P(X = heads)
      sum += Math.exp(logTerm);
    }
    return Math.min(1, 2 * sum);
  }
}
