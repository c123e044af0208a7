package io.tocsin.llama.model;

import java.util.List;

/**
 * Weighted cross-entropy with label smoothing, in double precision, by PyTorch's formula: Σ_i ((1 −
 * ε) w_y(i) · −ln p_i,y(i) + ε / K · Σ_c w_c · −ln p_i,c) / Σ_i w_y(i).
 *
 * @param logits row-major [rows, categories]
 * @param labels [rows]
 * @param classWeights w [categories]
 * @param smoothing ε
 */
@SuppressWarnings("ArrayRecordComponent") // One test's numbers, never compared.
record ExpectedLoss(float[] logits, List<Integer> labels, float[] classWeights, double smoothing) {
  double value() {
    int categories = classWeights.length;
    double sum = 0;
    double weight = 0;
    for (int row = 0; row < labels.size(); row++) {
      int label = labels.get(row);
      weight += classWeights[label];
      sum += (1 - smoothing) * classWeights[label] * surprise(row, label);
      for (int category = 0; category < categories; category++) {
        sum += smoothing / categories * classWeights[category] * surprise(row, category);
      }
    }
    return sum / weight;
  }

  /** Returns −ln p of a category. */
  private double surprise(int row, int category) {
    int categories = classWeights.length;
    double sum = 0;
    for (int other = 0; other < categories; other++) {
      sum +=
          Math.exp((double) logits[row * categories + other] - logits[row * categories + category]);
    }
    return Math.log(sum);
  }
}
