package io.tocsin.llama.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class LearningRateTest {
  @Test
  void risesThenFallsLinearly() {
    LearningRate schedule = new LearningRate(0.8, 4, 12);

    double[] expected = {0, 0.2, 0.4, 0.6, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0, 0};
    for (int step = 0; step < expected.length; step++) {
      assertEquals(expected[step], schedule.at(step), 1e-12, "step " + step);
    }
  }

  @Test
  void beginsAtTheTopWithoutWarmUp() {
    LearningRate schedule = new LearningRate(0.5, 0, 5);

    assertEquals(0.5, schedule.at(0));
    assertEquals(0.4, schedule.at(1), 1e-12);
    assertEquals(0, schedule.at(5));
  }

  @Test
  void onlyRisesIfAllIsWarmUp() {
    LearningRate schedule = new LearningRate(1, 4, 4);

    assertEquals(0.75, schedule.at(3));
    assertEquals(0, schedule.at(4));
  }

  @Test
  void roundsWarmUpStepsUp() {
    Settings settings = new Settings();
    settings.warmup = 0.06;

    assertEquals(new LearningRate(0.01, 7, 101), LearningRate.of(settings.build(), 101));
    assertEquals(new LearningRate(0.01, 6, 100), LearningRate.of(settings.build(), 100));
  }
}
