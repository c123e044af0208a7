package io.tocsin.llama.golden;

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
 */
public record GoldenReport(
    int rows,
    Tokens tokens,
    double logits,
    double loss,
    double gradients,
    String worstGradient,
    double adamW) {
  /** What each kind of difference may come to. */
  public static final double TOLERANCE = 1e-3;

  /** How this program's tokens compare with the golden ones. */
  public enum Tokens {
    EQUAL,
    DIFFERENT,
    /** The base has no tokenizer: the golden tokens were taken as given. */
    GIVEN
  }

  /** Returns whether everything agrees. */
  public boolean passed() {
    return tokens != Tokens.DIFFERENT
        && logits <= TOLERANCE
        && loss <= TOLERANCE
        && gradients <= TOLERANCE
        && adamW <= TOLERANCE;
  }
}
