package io.tocsin.trainer.job;

import io.tocsin.contracts.training.TrainingState;
import io.tocsin.llama.train.EpochProgress;
import io.tocsin.llama.train.StepProgress;
import io.tocsin.llama.train.TrainingListener;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells of steps, not of each where they are quick, but of every epoch's last; stops the run. */
final class StepReport implements TrainingListener {
  private static final Logger LOG = Logger.getLogger(StepReport.class);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String requestId;
  private final int epochs;
  private final Consumer<TrainingState> progress;
  private final Cancellation cancellation;
  private long next = System.nanoTime();
  private Optional<StepProgress> untold = Optional.empty();

  /**
   * Begins.
   *
   * @param epochs of the whole training
   * @param cancellation heeded after every step
   */
  StepReport(
      String requestId, int epochs, Consumer<TrainingState> progress, Cancellation cancellation) {
    this.requestId = requestId;
    this.epochs = epochs;
    this.progress = progress;
    this.cancellation = cancellation;
  }

  @Override
  public void onStep(StepProgress step) {
    cancellation.check();
    untold = Optional.of(step);
    if (System.nanoTime() - next >= 0) {
      tell();
    }
  }

  @Override
  public void onEpoch(EpochProgress epoch) {
    tell();
    LOG.infof(
        "request %s: epoch %d of %d, loss %.4f", requestId, epoch.epoch(), epochs, epoch.loss());
    cancellation.check();
  }

  private void tell() {
    untold.ifPresent(step -> progress.accept(running(step)));
    untold = Optional.empty();
    next = System.nanoTime() + PAUSE.toNanos();
  }

  private TrainingState running(StepProgress step) {
    return new TrainingState.Running(
        step.epoch(), epochs, step.step(), step.steps(), step.loss(), step.tokensPerSecond());
  }
}
