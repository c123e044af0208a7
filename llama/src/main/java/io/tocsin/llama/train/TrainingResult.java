package io.tocsin.llama.train;

import io.tocsin.llama.adapter.Adapter;
import java.util.List;

/**
 * A finished run.
 *
 * @param adapter of the best epoch
 * @param bestEpoch the epoch whose adapter this is; 0 for the untrained one
 * @param steps every optimiser step
 * @param epochs every epoch
 */
public record TrainingResult(
    Adapter adapter, int bestEpoch, List<StepProgress> steps, List<EpochProgress> epochs) {
  public TrainingResult {
    steps = List.copyOf(steps);
    epochs = List.copyOf(epochs);
  }
}
