package io.tocsin.monitor.tweet;

import java.util.LinkedHashMap;
import java.util.Map;

/** Logits as probabilities. */
public final class Softmax {
  private Softmax() {}

  /** Returns exp(z_i) / Σ exp(z_j), in the same order. */
  public static Map<String, Double> of(Map<String, Double> logits) {
    double highest = logits.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    Map<String, Double> shares = new LinkedHashMap<>();
    logits.forEach((category, logit) -> shares.put(category, Math.exp(logit - highest)));
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    shares.replaceAll((_, share) -> share / sum);
    return shares;
  }
}
