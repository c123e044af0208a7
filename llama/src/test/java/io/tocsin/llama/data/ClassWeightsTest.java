package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ClassWeightsTest {
  /** 10 / (3 · 6), 10 / (3 · 3), 10 / (3 · 1). */
  @Test
  void balancesLikeScikitLearn() {
    ClassWeights weights = ClassWeights.balanced(6, 3, 1);

    assertArrayEquals(new float[] {5 / 9f, 10 / 9f, 10 / 3f}, weights.toFloats(), 1e-7f);
  }

  @Test
  void balancesCountsWhoseSumExceedsAnInt() {
    assertEquals(
        ClassWeights.of(1, 1), ClassWeights.balanced(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  @Test
  void keepsGivenWeights() {
    assertEquals(List.of(0.5, 2.0), ClassWeights.of(0.5, 2).values());
    assertEquals(List.of(1.0, 1.0, 1.0), ClassWeights.equal(3).values());
  }

  @Test
  void refusesToBalanceACategoryWithoutRows() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ClassWeights.balanced(3, 0))
            .getMessage();

    assertTrue(message.contains("[3, 0]"), message);
  }

  @Test
  void refusesWeightsThatAreNotAboveZeroAndFinite() {
    assertThrows(IllegalArgumentException.class, () -> ClassWeights.of(1, 0));
    assertThrows(IllegalArgumentException.class, () -> ClassWeights.of(1, -1));
    assertThrows(IllegalArgumentException.class, () -> ClassWeights.of(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> ClassWeights.of(Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, ClassWeights::of);
  }
}
