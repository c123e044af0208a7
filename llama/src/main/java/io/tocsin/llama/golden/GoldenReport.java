package io.tocsin.llama.golden;

import io.tocsin.llama.model.Precision;

/**
 * The largest differences between this program and a golden folder.
 *
 * @param rows compared
 * @param tokens how the tokens compare
 * @param logits the largest absolute difference of a logit
 * @param loss the relative difference of the loss
 * @param gradients the largest ‖Δ‖ / ‖g‖ of a gradient
 * @param worstGradient the gradient that has it
 * @param adamW the largest relative difference of a training step's loss
 * @param bound what each kind of difference may come to
 */
public record GoldenReport(
    int rows,
    Tokens tokens,
    double logits,
    double loss,
    double gradients,
    String worstGradient,
    double adamW,
    double bound) {
  /** The golden figures are fp32's: order of summation, and no more. */
  private static final double FLOAT32 = 1e-3;

  /** Roundings to 8 bits, 2⁻⁸ each at most, of some dozen operators on the way: sixteen of them. */
  private static final double BFLOAT16 = 0x1p-4;

  /** Roundings to 4 bits, 2⁻⁴ each at most: eight of them. */
  private static final double FLOAT8 = 0x1p-1;

  /** How this program's tokens compare with the golden ones. */
  public enum Tokens {
    EQUAL,
    DIFFERENT,
    /** The base has no tokenizer: the golden tokens were taken as given. */
    GIVEN
  }

  static double bound(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> FLOAT32;
      case BFLOAT16 -> BFLOAT16;
      case FLOAT8 -> FLOAT8;
    };
  }

  /** Returns whether everything agrees. */
  public boolean passed() {
    return tokens != Tokens.DIFFERENT
        && logits <= bound
        && loss <= bound
        && gradients <= bound
        && adamW <= bound;
  }
}
