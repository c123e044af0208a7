package io.tocsin.cli.retag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbabilityTest {
  private static final Map<String, Double> LOGITS = Map.of("a", 1000.0, "b", 1001.0);

  @Test
  void isTheSoftmaxOfTheLogitsHoweverLarge() {
    assertEquals(1 / (1 + Math.E), Probability.of("a", LOGITS), 1e-12);
    assertEquals(Math.E / (1 + Math.E), Probability.of("b", LOGITS), 1e-12);
  }

  @Test
  void isNoneForWhatHasNoLogit() {
    assertEquals(0, Probability.of("c", LOGITS));
  }
}
