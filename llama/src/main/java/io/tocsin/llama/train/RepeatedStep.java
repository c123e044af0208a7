package io.tocsin.llama.train;

import io.tocsin.llama.model.BaseModel;
import io.tocsin.llama.model.InitialTheta;
import io.tocsin.llama.model.StepResult;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.model.TrainableAdapter;
import io.tocsin.llama.model.TrainingState;
import io.tocsin.llama.torch.RowWorkers;
import io.tocsin.llama.torch.TorchRuntime;
import java.util.List;
import java.util.stream.IntStream;

/** An optimiser step on the same rows over and over, cut as {@link FineTuning} cuts: to measure. */
public final class RepeatedStep implements AutoCloseable {
  private final Hyperparameters hyperparameters;
  private final StepShards shards;
  private final List<List<Integer>> batches;
  private final RowWorkers workers;
  private final TrainableAdapter adapter;
  private long steps;

  /**
   * Places an untrained adapter.
   *
   * @param model stays the caller's to close
   * @param sequences the rows of a step; batches are cut as the hyper-parameters say
   * @param labels the index of each row's category, as many as sequences
   */
  public RepeatedStep(
      BaseModel model,
      int padTokenId,
      Hyperparameters hyperparameters,
      List<int[]> sequences,
      List<Integer> labels) {
    int categories = hyperparameters.classWeights().values().size();
    ThetaLayout layout = new ThetaLayout(model.config(), hyperparameters.lora(), categories);
    float[] theta = InitialTheta.draw(layout, hyperparameters.seed());
    TokenizedRows rows = new TokenizedRows(sequences, labels);
    List<Integer> order = IntStream.range(0, rows.size()).boxed().toList();
    this.hyperparameters = hyperparameters;
    this.shards = new StepShards(model, padTokenId, hyperparameters, rows);
    this.batches = EpochBatches.cut(order, hyperparameters.batchSize());
    this.workers = new RowWorkers(TorchRuntime.threads(model.device()));
    this.adapter =
        new TrainableAdapter(
            model,
            layout,
            hyperparameters.adamW(),
            hyperparameters.averageDecay(1),
            TrainingState.begin(theta),
            workers);
  }

  /** Takes one step at the highest learning rate. */
  public StepResult run() {
    return adapter.step(
        shards.of(adapter.adapter(), batches, steps++), hyperparameters.learningRate());
  }

  @Override
  public void close() {
    adapter.close();
    workers.close();
  }
}
