package io.tocsin.cli.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ActiveLearningReportTest {
  private final ActiveLearningReport report =
      ActiveLearningReport.of(
          1000,
          200,
          0.79,
          List.of(
              new LearningPoint(Order.RANDOM, 1, 100, 0.7),
              new LearningPoint(Order.RANDOM, 1, 200, 0.8),
              new LearningPoint(Order.RANDOM, 2, 100, 0.6),
              new LearningPoint(Order.RANDOM, 2, 200, 0.7),
              new LearningPoint(Order.UNCERTAIN, 1, 100, 0.79),
              new LearningPoint(Order.UNCERTAIN, 1, 200, 0.7),
              new LearningPoint(Order.UNCERTAIN, 2, 100, 0.7),
              new LearningPoint(Order.UNCERTAIN, 2, 200, 0.9)));

  @Test
  void countsTheLabelsToTheTargetAndTheRunsThatNeverHadIt() {
    assertEquals(
        List.of(
            new ActiveLearningReport.Reached(
                Order.RANDOM, 2, 1, Optional.of(new Spread(200, 0)), Optional.empty()),
            new ActiveLearningReport.Reached(
                Order.UNCERTAIN,
                2,
                0,
                Optional.of(new Spread(150, Math.sqrt(5000))),
                Optional.of(200))),
        report.reached());
  }

  @Test
  void showsTheMeanOfTheSeeds() {
    assertTrue(
        report.text().matches("(?s).*\\n100 +65.0 ± 7.1 % +74.5 ± 6.4 %\\n.*"), report::text);
    assertTrue(report.text().contains("200 ± 0 (missed by 1)"), report::text);
    assertTrue(report.text().matches("(?s).*the mean to 79.0 % +not reached +200"), report::text);
  }
}
