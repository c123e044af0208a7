package io.tocsin.contracts.training;

import java.time.Instant;

/** Progress to test with. */
public final class TrainingExamples {
  private TrainingExamples() {}

  public static TrainingProgress progress(TrainingState state) {
    return new TrainingProgress(
        "retrain-2026-03-01-1", "trainer-0", Instant.parse("2026-03-01T10:05:00.250Z"), state);
  }
}
