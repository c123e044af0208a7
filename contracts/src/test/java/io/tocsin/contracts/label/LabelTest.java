package io.tocsin.contracts.label;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class LabelTest {
  @Test
  void keepsTheTweetsTextOutOfLogs() {
    String told = LabelExamples.FIRE.toString();

    assertTrue(told.contains("category=disaster"), told);
    assertFalse(told.contains("Forest"), told);
  }
}
