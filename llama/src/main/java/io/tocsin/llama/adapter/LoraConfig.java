package io.tocsin.llama.adapter;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The hyper-parameters of a low-rank adaptation.
 *
 * <p>Source: Hu et al. 2021, LoRA, section 4.1; Kalajdzievski 2023, rsLoRA, for the other scaling.
 *
 * @param r the rank
 * @param alpha the numerator of the scaling
 * @param dropout the share of inputs that training drops, in [0, 1)
 * @param rslora whether the scaling divides by √r instead of r
 * @param targets the adapted layers
 */
public record LoraConfig(
    int r, double alpha, double dropout, boolean rslora, Set<Projection> targets) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public LoraConfig {
    if (r < 1) {
      throw new IllegalArgumentException("r: expected a positive integer, found " + r);
    }
    if (!(alpha > 0 && alpha <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "lora_alpha: expected a positive number of single precision, found " + alpha);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("lora_dropout: expected 0 ≤ p < 1, found " + dropout);
    }
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("target_modules: expected some, found none");
    }
    targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
  }

  /** Returns what the product of the two matrices is multiplied by. */
  public double scaling() {
    return alpha / (rslora ? Math.sqrt(r) : r);
  }
}
