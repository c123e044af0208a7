package io.tocsin.llama.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.tocsin.llama.torch.RowWorkers;
import java.util.List;
import java.util.concurrent.Callable;

/** An adapter in training: theta and AdamW's moments on the base's device. */
public final class TrainableAdapter implements AutoCloseable {
  private final BaseModel base;
  private final AdamW adamW;
  private final double averageDecay;
  private final RowWorkers workers;
  private final NDManager scope;
  private final DeviceAdapter adapter;
  private final NDArray average;
  private final NDArray expAvg;
  private final NDArray expAvgSq;
  private final NDArray trainable;
  private long steps;

  /**
   * Places an adapter on the base's device.
   *
   * @param averageDecay of the moving average of theta; 0 to follow theta
   * @param state where training begins or goes on
   * @param workers the threads that share a step's rows
   */
  public TrainableAdapter(
      BaseModel base,
      ThetaLayout layout,
      AdamW adamW,
      double averageDecay,
      TrainingState state,
      RowWorkers workers) {
    this.base = base;
    this.adamW = adamW;
    this.averageDecay = averageDecay;
    this.workers = workers;
    this.scope = base.newScope();
    this.adapter = base.place(layout, state.theta());
    this.average = scope.create(state.average());
    this.expAvg = scope.create(state.expAvg());
    this.expAvgSq = scope.create(state.expAvgSq());
    this.trainable = scope.create(layout.trainable());
    this.steps = state.steps();
  }

  public DeviceAdapter adapter() {
    return adapter;
  }

  /** Copies theta and the moments to the heap. */
  public TrainingState state() {
    return new TrainingState(
        adapter.toArray(),
        average.toFloatArray(),
        expAvg.toFloatArray(),
        expAvgSq.toFloatArray(),
        steps);
  }

  /**
   * Computes the loss and its gradient by theta, without an update.
   *
   * @param shards disjoint rows of one batch that refer to this adapter
   */
  public Gradient gradient(List<GradientRequest> shards) {
    try (NDManager step = base.newScope()) {
      NDList sum = sum(step, shards);
      return new Gradient(sum.get(0).getFloat(), sum.get(1).mul(trainable).toFloatArray());
    }
  }

  /**
   * Takes one step: gradient, clipping, AdamW.
   *
   * @param shards disjoint rows of one batch that refer to this adapter
   */
  public StepResult step(List<GradientRequest> shards, double learningRate) {
    try (NDManager step = base.newScope()) {
      NDList sum = sum(step, shards);
      steps++;
      NDList state = new NDList(adapter.theta(), sum.get(1), average, expAvg, expAvgSq, trainable);
      float norm = base.update(state, adamW.settings(learningRate, steps, averageDecay));
      return new StepResult(sum.get(0).getFloat(), norm);
    }
  }

  /** Adds up losses and gradients in the order of the shards, whichever came first. */
  private NDList sum(NDManager step, List<GradientRequest> shards) {
    List<Callable<NDList>> tasks =
        shards.stream().<Callable<NDList>>map(shard -> () -> base.gradient(step, shard)).toList();
    List<NDList> parts = workers.run(tasks);
    NDList sum = parts.getFirst();
    for (NDList part : parts.subList(1, parts.size())) {
      sum.get(0).addi(part.get(0));
      sum.get(1).addi(part.get(1));
    }
    return sum;
  }

  @Override
  public void close() {
    adapter.close();
    scope.close();
  }
}
