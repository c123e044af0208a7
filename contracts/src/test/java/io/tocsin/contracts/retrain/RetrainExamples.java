package io.tocsin.contracts.retrain;

import java.time.Instant;
import java.util.List;

/** Requests to test with. */
public final class RetrainExamples {
  public static final EndOffsets LABELS = EndOffsets.of(120, 0, 133);

  private RetrainExamples() {}

  public static RetrainRequested requested(RetrainReason reason, ClassWeighting weighting) {
    return new RetrainRequested(
        "retrain-2026-03-01-1",
        reason,
        hyperparameters(weighting),
        42,
        LABELS,
        Instant.parse("2026-03-01T10:00:00Z"));
  }

  public static Hyperparameters hyperparameters(ClassWeighting weighting) {
    return new Hyperparameters(
        new Lora(16, 32, 0.05, false, List.of("q_proj", "v_proj")),
        new AdamW(0.9, 0.999, 1e-8, 0.01, 1),
        4,
        1e-3,
        0.06,
        32,
        1,
        0.35,
        0.1,
        weighting,
        "words-1",
        128,
        true,
        EpochChoice.LAST);
  }
}
