package io.tocsin.llama.model;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** The untrained adapter: it changes nothing but puts a random head on the base. */
public final class InitialTheta {
  /** Transformers' {@code initializer_range}, which Llama never changed. */
  private static final double SCORE_DEVIATION = 0.02;

  private InitialTheta() {}

  /**
   * Draws theta as PEFT does: lora_A uniform within ±1/√in (Kaiming, a = √5), lora_B zero, the
   * score head normal.
   *
   * @return theta [layout.length()], the same for the same seed on every machine
   */
  public static float[] draw(ThetaLayout layout, long seed) {
    float[] theta = new float[layout.length()];
    SplittableRandom random = new SplittableRandom(seed);
    for (ThetaLayout.Matrix matrix : layout.matrices()) {
      SplittableRandom own = random.split();
      double bound = 1 / Math.sqrt(matrix.columns());
      if (matrix.name().endsWith("lora_A.weight")) {
        fill(theta, matrix, () -> own.nextDouble(-bound, bound));
      } else if (matrix.name().endsWith("score.weight")) {
        fill(theta, matrix, () -> own.nextGaussian(0, SCORE_DEVIATION));
      }
    }
    return theta;
  }

  private static void fill(float[] theta, ThetaLayout.Matrix matrix, DoubleSupplier draw) {
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        theta[matrix.offset() + row * matrix.stride() + column] = (float) draw.getAsDouble();
      }
    }
  }
}
