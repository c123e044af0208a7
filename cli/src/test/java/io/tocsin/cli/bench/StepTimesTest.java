package io.tocsin.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StepTimesTest {
  @Test
  void findsQuartilesWhateverTheOrder() {
    StepTimes times = StepTimes.of(5, 1, 4, 2, 3);

    assertEquals(new StepTimes(5, 3, 2, 4, 1, 5), times);
  }

  @Test
  void interpolatesBetweenTwo() {
    StepTimes times = StepTimes.of(1, 2);

    assertEquals(new StepTimes(2, 1.5, 1.25, 1.75, 1, 2), times);
  }
}
