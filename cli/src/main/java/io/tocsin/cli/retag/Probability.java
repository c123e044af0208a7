package io.tocsin.cli.retag;

import java.util.Map;

/** A category's probability: softmax of the logits. */
final class Probability {
  private Probability() {}

  /** Returns it; 0 for a category that has no logit. */
  static double of(String category, Map<String, Double> logits) {
    if (!logits.containsKey(category)) {
      return 0;
    }
    double logit = logits.get(category);
    return 1 / logits.values().stream().mapToDouble(other -> Math.exp(other - logit)).sum();
  }
}
