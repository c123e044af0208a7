package io.tocsin.llama.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class McNemarTest {
  @Test
  void countsRowsOnWhichOneAloneIsRight() {
    int[] labels = {0, 0, 1, 1, 2, 2};
    int[] first = {0, 0, 1, 0, 2, 0};
    int[] second = {0, 1, 0, 1, 0, 1};

    assertEquals(new McNemar(3, 1), McNemar.of(labels, first, second));
  }

  /** By hand: 2 · 1/32, 2 · 11/1024, 2 · 378/8192; the others by scipy.stats.binomtest. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "1, 0, 1",
    "7, 7, 1",
    "8, 7, 1",
    "0, 5, 0.0625",
    "5, 0, 0.0625",
    "1, 9, 0.021484375",
    "10, 3, 0.09228515625",
    "121, 59, 4.4344492637551645e-06",
    "500, 600, 0.0028195449914364284",
    "5000, 5300, 0.003215819673645259",
  })
  void isExact(int onlyFirst, int onlySecond, double pValue) {
    assertEquals(pValue, new McNemar(onlyFirst, onlySecond).pValue(), 1e-9 * pValue);
  }

  @Test
  void findsNoChanceInAHopelessDifference() {
    assertEquals(0, new McNemar(0, Integer.MAX_VALUE).pValue());
  }

  @Test
  void refusesLengthsThatDiffer() {
    int[] two = {0, 1};
    int[] one = {0};

    assertThrows(IllegalArgumentException.class, () -> McNemar.of(two, one, two));
    assertThrows(IllegalArgumentException.class, () -> McNemar.of(two, two, one));
  }

  @Test
  void refusesNegativeCounts() {
    assertThrows(IllegalArgumentException.class, () -> new McNemar(-1, 0));
  }
}
