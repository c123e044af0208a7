package io.tocsin.llama.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.llama.checkpoint.RotaryEmbedding.Default;
import io.tocsin.llama.checkpoint.RotaryEmbedding.Linear;
import io.tocsin.llama.checkpoint.RotaryEmbedding.Llama3;
import org.junit.jupiter.api.Test;

/** The expected figures are those of PyTorch 2.7.1 on a CPU, for Transformers' formulas. */
final class RotaryEmbeddingTest {
  private static final float[] PYTORCH_DEFAULT = {
    1f,
    0.19392276f,
    0.03760603f,
    0.007292665f,
    0.0014142134f,
    2.742482E-4f,
    5.3182957E-5f,
    1.0313385E-5f
  };
  private static final float[] PYTORCH_LLAMA3 = {
    0.57605636f,
    0.024240345f,
    0.004700754f,
    9.1158313E-4f,
    1.7677668E-4f,
    3.4281024E-5f,
    6.6478697E-6f,
    1.2891732E-6f
  };

  @Test
  void equalsPyTorchToTheLastBit() {
    assertArrayEquals(PYTORCH_DEFAULT, new Default(500_000).inverseFrequencies(16));
  }

  @Test
  void scalesLikeLlama3ToTheLastBit() {
    RotaryEmbedding rope = new Llama3(500_000, 8, 1, 4, 16);

    assertArrayEquals(PYTORCH_LLAMA3, rope.inverseFrequencies(16));
  }

  @Test
  void keepsShortWavelengthsAndDividesLongOnes() {
    // Given the scaling of Llama 3.2, whose band between lies from 2048 to 8192 tokens.
    float[] plain = new Default(500_000).inverseFrequencies(64);

    // When
    float[] scaled = new Llama3(500_000, 32, 1, 4, 8192).inverseFrequencies(64);

    // Then
    for (int i = 0; i < plain.length; i++) {
      double wavelength = 2 * Math.PI / plain[i];
      if (wavelength < 2048) {
        assertEquals(plain[i], scaled[i]);
      } else if (wavelength > 8192) {
        assertEquals(plain[i] / 32, scaled[i]);
      } else {
        assertEquals(1, Integer.signum(Float.compare(plain[i], scaled[i])));
        assertEquals(1, Integer.signum(Float.compare(scaled[i], plain[i] / 32)));
      }
    }
  }

  @Test
  void dividesEveryFrequencyWhenScalingLinearly() {
    float[] scaled = new Linear(500_000, 4).inverseFrequencies(16);

    for (int i = 0; i < scaled.length; i++) {
      assertEquals(PYTORCH_DEFAULT[i] / 4, scaled[i]);
    }
  }

  @Test
  void refusesOddHeads() {
    assertThrows(IllegalArgumentException.class, () -> new Default(10_000).inverseFrequencies(15));
  }

  @Test
  void refusesAnEmptyBandBetweenLowAndHighFrequencies() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new Llama3(10_000, 8, 4, 4, 8192));

    assertEquals(
        "high_freq_factor: expected more than low_freq_factor 4.0, found 4.0", e.getMessage());
  }

  @Test
  void refusesThetaThatIsNotPositive() {
    assertThrows(IllegalArgumentException.class, () -> new Default(0));
    assertThrows(IllegalArgumentException.class, () -> new Linear(Double.NaN, 2));
    assertThrows(IllegalArgumentException.class, () -> new Linear(10_000, -2));
  }
}
