package io.tocsin.cli.system;

import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.training.TrainingState;
import java.util.Locale;

/** How far a training is, in words. */
public final class TrainingText {
  private TrainingText() {}

  /** Returns a line. */
  public static String of(TrainingState state) {
    return switch (state) {
      case TrainingState.Accepted _ -> "accepted: the trainer gathers the labels";
      case TrainingState.Running running -> of(running);
      case TrainingState.Evaluating evaluating ->
          "evaluating on %,d rows".formatted(evaluating.rows());
      case TrainingState.Published published -> "published, " + of(published.verdict());
      case TrainingState.Failed failed -> "failed: " + failed.reason();
    };
  }

  /** Returns a verdict with its reason. */
  public static String of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Promoted promoted -> "promoted: " + promoted.reason();
      case Verdict.KeptBack keptBack -> "kept back: " + keptBack.reason();
    };
  }

  private static String of(TrainingState.Running running) {
    return String.format(
        Locale.ROOT,
        "step %d of %d, epoch %d of %d, loss %.4f, %,.0f tokens/s",
        running.step(),
        running.steps(),
        running.epoch(),
        running.epochs(),
        running.loss(),
        running.tokensPerSecond());
  }
}
