package io.tocsin.llama.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HyperparametersTest {
  @ParameterizedTest
  @CsvSource({"16, 1, 3", "17, 1, 6", "32, 1, 6", "33, 1, 9", "33, 2, 6", "64, 2, 6", "65, 2, 9"})
  void countsTheStepsOfThreeEpochs(int rows, int accumulation, long steps) {
    Settings settings = new Settings().epochs(3);
    settings.accumulation = accumulation;

    assertEquals(steps, settings.build().steps(rows));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 20, 0.9", "0.1, 1000, 0.99", "0, 1000, 0", "0.5, 1, 0"})
  void averagesOverAShareOfTheRun(double share, long steps, double decay) {
    Settings settings = new Settings();
    settings.averageShare = share;

    assertEquals(decay, settings.build().averageDecay(steps), 1e-12);
  }
}
