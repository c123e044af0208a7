package io.tocsin.llama.classify;

import java.util.Arrays;

/** Probabilities of logits. */
public final class Softmax {
  private Softmax() {}

  /** Returns exp(l) / Σ exp(l), computed in double precision after subtracting the maximum. */
  public static double[] of(float[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double[] exponentials = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      exponentials[i] = Math.exp(logits[i] - max);
    }
    double sum = Arrays.stream(exponentials).sum();
    return Arrays.stream(exponentials).map(exponential -> exponential / sum).toArray();
  }
}
