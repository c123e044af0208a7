package io.tocsin.llama.checkpoint;

/**
 * How the angles of the rotary position embedding fall from one pair of dimensions to the next.
 *
 * <p>The frequencies are computed in single precision, rounded after the same steps as in
 * Transformers, so that the angles agree with those that the base was trained with. Source: Su et
 * al. 2021, RoFormer, equation 15; Transformers, {@code modeling_rope_utils.py}.
 */
public sealed interface RotaryEmbedding {
  /** Returns θ, the base of the geometric progression. */
  double theta();

  /**
   * Returns the angle per position of each pair of dimensions, in radians: [headDim / 2].
   *
   * @throws IllegalArgumentException if the dimension is odd or not positive
   */
  float[] inverseFrequencies(int headDim);

  /** θ^(−2i/d), as published. */
  record Default(double theta) implements RotaryEmbedding {
    /** Checks θ. */
    public Default {
      requirePositive("rope_theta", theta);
    }

    @Override
    public float[] inverseFrequencies(int headDim) {
      if (headDim <= 0 || headDim % 2 != 0) {
        throw new IllegalArgumentException("head_dim: expected an even number, found " + headDim);
      }
      float[] frequencies = new float[headDim / 2];
      for (int i = 0; i < frequencies.length; i++) {
        float exponent = 2f * i / headDim;
        frequencies[i] = 1f / (float) Math.pow((float) theta, exponent);
      }
      return frequencies;
    }
  }

  /** Position interpolation: every frequency divided by a factor. Chen et al. 2023, equation 4. */
  record Linear(double theta, double factor) implements RotaryEmbedding {
    /** Checks that both are positive. */
    public Linear {
      requirePositive("rope_theta", theta);
      requirePositive("factor", factor);
    }

    @Override
    public float[] inverseFrequencies(int headDim) {
      float[] frequencies = new Default(theta).inverseFrequencies(headDim);
      for (int i = 0; i < frequencies.length; i++) {
        frequencies[i] /= (float) factor;
      }
      return frequencies;
    }
  }

  /**
   * Llama 3.1's: long wavelengths are interpolated, short ones kept, those between blended.
   *
   * @param theta the base of the geometric progression
   * @param factor what the frequencies of long wavelengths are divided by
   * @param lowFreqFactor the wavelengths above the original context over this are long
   * @param highFreqFactor those below the original context over this are short
   * @param originalMaxPositionEmbeddings the context before the extension, in tokens
   */
  record Llama3(
      double theta,
      double factor,
      double lowFreqFactor,
      double highFreqFactor,
      int originalMaxPositionEmbeddings)
      implements RotaryEmbedding {
    /** Checks that all are positive, and that the band between low and high is not empty. */
    public Llama3 {
      requirePositive("rope_theta", theta);
      requirePositive("factor", factor);
      requirePositive("low_freq_factor", lowFreqFactor);
      requirePositive("original_max_position_embeddings", originalMaxPositionEmbeddings);
      if (!(highFreqFactor > lowFreqFactor)) {
        throw new IllegalArgumentException(
            "high_freq_factor: expected more than low_freq_factor %s, found %s"
                .formatted(lowFreqFactor, highFreqFactor));
      }
    }

    @Override
    public float[] inverseFrequencies(int headDim) {
      float[] frequencies = new Default(theta).inverseFrequencies(headDim);
      for (int i = 0; i < frequencies.length; i++) {
        frequencies[i] = scaled(frequencies[i]);
      }
      return frequencies;
    }

    /** PyTorch computes a number over a tensor as the tensor's reciprocal times the number. */
    private float scaled(float frequency) {
      float wavelength = 1f / frequency * (float) (2 * Math.PI);
      if (wavelength > (float) (originalMaxPositionEmbeddings / lowFreqFactor)) {
        return frequency / (float) factor;
      }
      if (wavelength < (float) (originalMaxPositionEmbeddings / highFreqFactor)) {
        return frequency;
      }
      float smooth =
          (1f / wavelength * originalMaxPositionEmbeddings - (float) lowFreqFactor)
              / (float) (highFreqFactor - lowFreqFactor);
      return (1 - smooth) * frequency / (float) factor + smooth * frequency;
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + ": expected a positive number, found " + value);
    }
  }
}
