package io.tocsin.llama.model;

/**
 * The constants of AdamW (Loshchilov & Hutter 2019), with PyTorch's defaults but for the decay.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param eps added to the denominator
 * @param weightDecay decoupled decay per unit of learning rate
 * @param maxGradientNorm the global norm to which gradients are clipped
 */
public record AdamW(
    double beta1, double beta2, double eps, double weightDecay, double maxGradientNorm) {
  public static final AdamW DEFAULT = new AdamW(0.9, 0.999, 1e-8, 0.01, 1.0);

  public AdamW {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
      throw new IllegalArgumentException("betas: expected [0, 1), found " + beta1 + ", " + beta2);
    }
    if (!(eps > 0 && weightDecay >= 0 && maxGradientNorm > 0)) {
      throw new IllegalArgumentException(
          "expected eps > 0, weight decay >= 0, maximal norm > 0, found %s, %s, %s"
              .formatted(eps, weightDecay, maxGradientNorm));
    }
  }

  double[] settings(double learningRate, long step, double averageDecay) {
    return new double[] {
      learningRate, beta1, beta2, eps, weightDecay, maxGradientNorm, step, averageDecay
    };
  }
}
