package io.tocsin.llama.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

final class SoftmaxTest {
  @Test
  void isTheShareOfExponentials() {
    double sum = Math.exp(1) + Math.exp(2) + Math.exp(-1);

    assertArrayEquals(
        new double[] {Math.exp(1) / sum, Math.exp(2) / sum, Math.exp(-1) / sum},
        Softmax.of(new float[] {1, 2, -1}),
        1e-15);
  }

  @Test
  void doesNotOverflow() {
    assertArrayEquals(new double[] {0, 1}, Softmax.of(new float[] {-3e38f, 3e38f}));
    assertArrayEquals(new double[] {0.5, 0.5}, Softmax.of(new float[] {3e38f, 3e38f}));
  }
}
