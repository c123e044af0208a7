package io.tocsin.cli.finetune;

import io.tocsin.cli.output.Console;
import io.tocsin.llama.train.EpochProgress;
import io.tocsin.llama.train.StepProgress;
import java.time.Duration;

/** Lines for logs: now and then one, and one for each epoch. */
final class ProgressLineView implements ProgressView {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Console console;
  private long nextLine = System.nanoTime();

  ProgressLineView(Console console) {
    this.console = console;
  }

  @Override
  public void onStep(StepProgress step) {
    if (System.nanoTime() - nextLine >= 0) {
      nextLine = System.nanoTime() + PAUSE.toNanos();
      console.progress(
          "step %d of %d: %s".formatted(step.step(), step.steps(), ProgressView.text(step)));
    }
  }

  @Override
  public void onEpoch(EpochProgress epoch) {
    console.progress(ProgressView.text(epoch));
  }

  @Override
  public void close() {}
}
