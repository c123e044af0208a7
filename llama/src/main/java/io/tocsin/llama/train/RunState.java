package io.tocsin.llama.train;

import io.tocsin.llama.model.TrainingState;
import java.util.List;

/**
 * Everything a run knows between two epochs.
 *
 * @param epoch finished epochs
 * @param training theta and moments
 * @param bestTheta of the best epoch so far [theta]
 * @param bestEpoch its number
 * @param steps every optimiser step so far
 * @param epochs every epoch so far
 */
// A snapshot: made by copying, never written to.
@SuppressWarnings("ArrayRecordComponent")
record RunState(
    int epoch,
    TrainingState training,
    float[] bestTheta,
    int bestEpoch,
    List<StepProgress> steps,
    List<EpochProgress> epochs) {
  RunState {
    steps = List.copyOf(steps);
    epochs = List.copyOf(epochs);
  }

  static RunState begin(float[] theta) {
    return new RunState(0, TrainingState.begin(theta), theta, 0, List.of(), List.of());
  }
}
