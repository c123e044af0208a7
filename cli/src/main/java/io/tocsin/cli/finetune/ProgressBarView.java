package io.tocsin.cli.finetune;

import io.tocsin.cli.output.Console;
import io.tocsin.llama.train.EpochProgress;
import io.tocsin.llama.train.StepProgress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that redraws itself, with the epochs' figures above it. */
final class ProgressBarView implements ProgressView {
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final int REDRAW_MILLIS = 200;

  private final Console console;
  private ProgressBar bar;

  ProgressBarView(Console console) {
    this.console = console;
  }

  @Override
  public void onStep(StepProgress step) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("train")
              .setInitialMax(step.steps())
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setUpdateIntervalMillis(REDRAW_MILLIS)
              // The interactive one would draw over the epochs' lines.
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
    }
    bar.stepTo(step.step());
    bar.setExtraMessage(" " + ProgressView.text(step));
  }

  @Override
  public void onEpoch(EpochProgress epoch) {
    console.progress(CLEAR_LINE + ProgressView.text(epoch));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
