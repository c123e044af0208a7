package io.tocsin.llama.train;

/** Hears of a run's progress, on the run's thread. */
public interface TrainingListener {
  /** Called after each optimiser step. */
  void onStep(StepProgress progress);

  /** Called after each epoch, its checkpoint being written. */
  void onEpoch(EpochProgress progress);
}
