package io.tocsin.cli.finetune;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tocsin.cli.evaluate.Figures;
import io.tocsin.llama.train.EpochProgress;
import io.tocsin.llama.train.Hyperparameters;
import io.tocsin.llama.train.StepProgress;
import io.tocsin.llama.train.TrainingResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All there is to know about a run: the content of {@code training.json}.
 *
 * @param steps every optimiser step
 */
public record FinetuneReport(@JsonUnwrapped Summary summary, List<StepProgress> steps) {
  /** Copies the steps. */
  public FinetuneReport {
    steps = List.copyOf(steps);
  }

  /**
   * The run without its steps.
   *
   * @param bestEpoch the epoch whose adapter was kept
   * @param trainSeconds since this process began or resumed training, metrics on select included
   */
  public record Summary(
      String out,
      Origin origin,
      DataSummary data,
      Hyperparameters hyperparameters,
      Optional<Figures> before,
      Optional<Figures> after,
      int bestEpoch,
      double trainSeconds,
      List<Epoch> epochs) {}

  /** The state after an epoch; the figures are on the select rows. */
  public record Epoch(int epoch, double loss, Optional<Figures> select) {
    static Epoch of(EpochProgress progress) {
      return new Epoch(progress.epoch(), progress.loss(), progress.select().map(Figures::of));
    }
  }

  static FinetuneReport of(
      Path out,
      Origin origin,
      DataSummary data,
      Hyperparameters settings,
      BeforeAndAfter figures,
      TrainingResult result,
      double trainSeconds) {
    Summary summary =
        new Summary(
            out.toString(),
            origin,
            data,
            settings,
            figures.before(),
            figures.after(),
            result.bestEpoch(),
            trainSeconds,
            result.epochs().stream().map(Epoch::of).toList());
    return new FinetuneReport(summary, result.steps());
  }

  /** Returns what a person wants to know first. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%n%s%n%nThe adapter of epoch %d, trained in %.1f s, is in %s",
        new BeforeAndAfter(summary.before(), summary.after()).text(),
        summary.bestEpoch(),
        summary.trainSeconds(),
        summary.out());
  }
}
