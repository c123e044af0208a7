package io.tocsin.cli.finetune;

import io.tocsin.cli.evaluate.FiguresTable;
import io.tocsin.cli.output.Console;
import io.tocsin.llama.train.EpochProgress;
import io.tocsin.llama.train.StepProgress;
import io.tocsin.llama.train.TrainingListener;
import java.util.Locale;

/** Shows how far training has come, on standard error. */
sealed interface ProgressView extends TrainingListener, AutoCloseable
    permits ProgressBarView, ProgressLineView {

  /** Returns a bar on a terminal, lines elsewhere. */
  static ProgressView on(Console console) {
    return console.terminal() ? new ProgressBarView(console) : new ProgressLineView(console);
  }

  /** Ends the display; again does nothing. */
  @Override
  void close();

  /** Returns an epoch's figures in a line. */
  static String text(EpochProgress epoch) {
    String select =
        epoch
            .select()
            .map(
                metrics ->
                    ", on select: accuracy %s, f1 %s"
                        .formatted(
                            FiguresTable.percent(metrics.accuracy()),
                            FiguresTable.percent(metrics.f1())))
            .orElse("");
    return String.format(Locale.ROOT, "epoch %d: loss %.4f%s", epoch.epoch(), epoch.loss(), select);
  }

  /** Returns a step's figures, short. */
  static String text(StepProgress step) {
    return String.format(
        Locale.ROOT,
        "epoch %d, loss %.4f, %,.0f tokens/s",
        step.epoch(),
        step.loss(),
        step.tokensPerSecond());
  }
}
