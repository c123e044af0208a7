package io.tocsin.llama.metrics;

/**
 * Checked probabilities of each category for each row.
 *
 * <p>Shape: [rows, categories].
 */
final class Probabilities {
  /** How far a row's sum may be from 1: what rounding to bfloat16 may do to it. */
  private static final double SUM_TOLERANCE = 0.01;

  private final float[][] values;

  /**
   * @throws IllegalArgumentException if there is no row, fewer than two categories, a row of
   *     another length, a value outside [0, 1], or a row's sum is not 1
   */
  Probabilities(float[][] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no rows: expected at least one to measure");
    }
    this.values = values;
    for (int row = 0; row < values.length; row++) {
      requireDistribution(row);
    }
  }

  int categories() {
    return values[0].length;
  }

  float of(int row, int category) {
    return values[row][category];
  }

  /** Returns each row's most probable category, the first of equals. Shape: [rows]. */
  int[] predictions() {
    int[] predictions = new int[values.length];
    for (int row = 0; row < values.length; row++) {
      for (int category = 1; category < categories(); category++) {
        if (values[row][category] > values[row][predictions[row]]) {
          predictions[row] = category;
        }
      }
    }
    return predictions;
  }

  private void requireDistribution(int row) {
    if (values[row].length < 2 || values[row].length != categories()) {
      throw new IllegalArgumentException(
          "row %d: expected probabilities of %d categories, found %d"
              .formatted(row, Math.max(2, categories()), values[row].length));
    }
    double sum = 0;
    for (float value : values[row]) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(
            "row %d: expected probabilities from 0 to 1, found %s".formatted(row, value));
      }
      sum += value;
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          "row %d: expected probabilities with the sum 1, found %s: are they logits?"
              .formatted(row, sum));
    }
  }
}
