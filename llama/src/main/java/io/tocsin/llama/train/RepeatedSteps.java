package io.tocsin.llama.train;

import io.tocsin.llama.model.BaseCopies;
import io.tocsin.llama.model.InitialTheta;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.model.TrainableAdapter;
import io.tocsin.llama.model.TrainingState;
import io.tocsin.llama.torch.RowWorkers;
import java.util.List;
import java.util.stream.IntStream;

/** The same optimiser steps over and over, cut as {@link FineTuning} cuts: to measure. */
public final class RepeatedSteps implements AutoCloseable {
  private final Hyperparameters hyperparameters;
  private final StepShards shards;
  private final List<List<List<Integer>>> steps;
  private final RowWorkers workers;
  private final TrainableAdapter adapter;
  private long taken;
  private float loss = Float.NaN;

  private RepeatedSteps(
      BaseCopies base,
      int padTokenId,
      Hyperparameters hyperparameters,
      TokenizedRows rows,
      List<List<List<Integer>>> steps) {
    int categories = hyperparameters.classWeights().values().size();
    ThetaLayout layout = new ThetaLayout(base.first().config(), hyperparameters.lora(), categories);
    float[] theta = InitialTheta.draw(layout, hyperparameters.seed());
    this.hyperparameters = hyperparameters;
    this.shards = new StepShards(base, padTokenId, hyperparameters, rows);
    this.steps = steps;
    this.workers = base.workers();
    this.adapter =
        new TrainableAdapter(
            base,
            layout,
            hyperparameters.adamW(),
            hyperparameters.averageDecay(steps.size()),
            TrainingState.begin(theta),
            workers);
  }

  /**
   * Places an untrained adapter, to take one step on all rows, in the order given.
   *
   * @param base stays the caller's to close
   * @param sequences the rows; batches are cut as the hyper-parameters say
   * @param labels the index of each row's category, as many as sequences
   */
  public static RepeatedSteps one(
      BaseCopies base,
      int padTokenId,
      Hyperparameters hyperparameters,
      List<int[]> sequences,
      List<Integer> labels) {
    TokenizedRows rows = new TokenizedRows(sequences, labels);
    List<Integer> order = IntStream.range(0, rows.size()).boxed().toList();
    return new RepeatedSteps(
        base,
        padTokenId,
        hyperparameters,
        rows,
        List.of(EpochBatches.cut(order, hyperparameters.batchSize())));
  }

  /** Places an untrained adapter, to take the steps of an epoch: random order, cut by length. */
  public static RepeatedSteps epoch(
      BaseCopies base,
      int padTokenId,
      Hyperparameters hyperparameters,
      List<int[]> sequences,
      List<Integer> labels) {
    TokenizedRows rows = new TokenizedRows(sequences, labels);
    List<List<Integer>> batches =
        EpochBatches.of(rows, hyperparameters.batchSize(), hyperparameters.seed(), 1);
    return new RepeatedSteps(
        base,
        padTokenId,
        hyperparameters,
        rows,
        EpochBatches.cut(batches, hyperparameters.accumulation()));
  }

  /** Takes all steps once, at the highest learning rate. */
  public void run() {
    for (List<List<Integer>> step : steps) {
      loss = adapter.step(shards.of(step, taken++), hyperparameters.learningRate()).loss();
    }
  }

  /** Returns the loss of the last step, before its update; no number before the first. */
  public float loss() {
    return loss;
  }

  @Override
  public void close() {
    adapter.close();
    workers.close();
  }
}
