package io.tocsin.llama.train;

/** Listens until a moment at which it ends the run, as a crash would. */
final class KilledAfter implements TrainingListener {
  static final TrainingListener NEVER = new KilledAfter(Integer.MAX_VALUE, Long.MAX_VALUE);

  private final int epochs;
  private final long steps;

  private KilledAfter(int epochs, long steps) {
    this.epochs = epochs;
    this.steps = steps;
  }

  static TrainingListener epoch(int epoch) {
    return new KilledAfter(epoch, Long.MAX_VALUE);
  }

  static TrainingListener step(long step) {
    return new KilledAfter(Integer.MAX_VALUE, step);
  }

  /** The end of a run. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void onStep(StepProgress progress) {
    if (progress.step() == steps) {
      throw new Killed();
    }
  }

  @Override
  public void onEpoch(EpochProgress progress) {
    if (progress.epoch() == epochs) {
      throw new Killed();
    }
  }
}
