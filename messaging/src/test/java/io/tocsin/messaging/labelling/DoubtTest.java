package io.tocsin.messaging.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoubtTest {
  private static final double EXACT = 1e-12;

  @Test
  void isTheMarginOfWhatIsNotDisputed() {
    assertEquals(0.2, Doubt.of(says(0.6), Optional.empty()), EXACT);
    assertEquals(0.2, Doubt.of(says(0.6), Optional.of(says(0.9))), EXACT);
    assertEquals(0.2, Doubt.of(says(0.4), Optional.of(says(0.1))), EXACT);
  }

  @Test
  void isBelowAllMarginsForWhatIsDisputedTheMoreTheFartherApart() {
    assertEquals(-0.2, Doubt.of(says(0.6), Optional.of(says(0.4))), EXACT);
    assertEquals(-0.8, Doubt.of(says(0.1), Optional.of(says(0.9))), EXACT);
  }

  @Test
  void comparesTheTwoLikeliestOfMany() {
    assertEquals(
        0.1, Doubt.of(Map.of("fire", 0.5, "flood", 0.4, "not", 0.1), Optional.empty()), EXACT);
    assertEquals(1, Doubt.of(Map.of("only", 1.0), Optional.empty()), EXACT);
  }

  private static Map<String, Double> says(double disaster) {
    return Map.of("disaster", disaster, "not", 1 - disaster);
  }
}
