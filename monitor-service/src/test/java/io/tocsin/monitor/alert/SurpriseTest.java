package io.tocsin.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SurpriseTest {
  /** With a half learned and a half of the prior the count is geometric: P(X ≥ k) = q^k. */
  @ParameterizedTest
  @CsvSource({"1, 90, 10", "12, 90, 10", "40, 50, 10", "3, 5, 10"})
  void equalsTheGeometricTail(int count, double exposure, double window) {
    double expected = Math.pow(window / (exposure + window), count);

    double found = Surprise.probability(count, 0.5, exposure, window);

    assertEquals(expected, found, 1e-12 * expected);
  }

  @Test
  void comesNearPoissonWithALongHistory() {
    // P(X ≥ 20) of a Poisson count with mean 5: 3.4521e-07 from its sum
    double poisson = 0;
    double term = Math.exp(-5);
    for (int k = 1; k <= 60; k++) {
      term *= 5.0 / k;
      poisson += k >= 20 ? term : 0;
    }

    double found = Surprise.probability(20, 5e6 - 0.5, 1e7, 10);

    assertEquals(poisson, found, 1e-3 * poisson);
  }

  @Test
  void isLessSurprisedTheLessItKnows() {
    double little = Surprise.probability(20, 2.5, 10, 10);
    double much = Surprise.probability(20, 250, 1000, 10);

    assertTrue(little > 1000 * much, little + " against " + much);
  }
}
