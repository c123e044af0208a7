package io.tocsin.llama.metrics;

/**
 * The expected calibration error: Σ over bins of |rows / n| · |accuracy − mean confidence|, over 15
 * bins of equal width, (lo, hi] (Guo et al., On Calibration of Modern Neural Networks, 2017,
 * equation 3). The confidence is the probability of the predicted category.
 */
final class CalibrationError {
  private static final int BINS = 15;

  private final int[] hits = new int[BINS];
  private final double[] confidences = new double[BINS];
  private int rows;

  void add(double confidence, boolean hit) {
    int bin = Math.max(0, (int) Math.ceil(confidence * BINS) - 1);
    hits[bin] += hit ? 1 : 0;
    confidences[bin] += confidence;
    rows++;
  }

  // |rows_b / n| · |hits_b / rows_b − confidences_b / rows_b| = |hits_b − confidences_b| / n
  double value() {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(hits[bin] - confidences[bin]);
    }
    return sum / rows;
  }
}
