package io.tocsin.llama.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.tocsin.llama.torch.RowWorkers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * An adapter in training: theta on every copy of the base, AdamW's moments beside the first. Each
 * copy differentiates some of a step's rows; the first adds up their gradients and takes the step.
 */
public final class TrainableAdapter implements AutoCloseable {
  private final BaseCopies base;
  private final AdamW adamW;
  private final double averageDecay;
  private final RowWorkers workers;
  private final NDManager scope;
  private final List<DeviceAdapter> adapters;
  private final NDArray average;
  private final NDArray expAvg;
  private final NDArray expAvgSq;
  private final NDArray trainable;
  private long steps;

  /**
   * Places an adapter on the copies of a base, on all of them or on none.
   *
   * @param averageDecay of the moving average of theta; 0 to follow theta
   * @param state where training begins or goes on
   * @param workers the threads that share a step's rows, a team for each copy
   */
  public TrainableAdapter(
      BaseCopies base,
      ThetaLayout layout,
      AdamW adamW,
      double averageDecay,
      TrainingState state,
      RowWorkers workers) {
    this.base = base;
    this.adamW = adamW;
    this.averageDecay = averageDecay;
    this.workers = workers;
    this.steps = state.steps();
    this.scope = base.first().newScope();
    try {
      this.average = scope.create(state.average());
      this.expAvg = scope.create(state.expAvg());
      this.expAvgSq = scope.create(state.expAvgSq());
      this.trainable = scope.create(layout.trainable());
      this.adapters = base.place(layout, state.theta());
    } catch (RuntimeException | OutOfMemoryError e) {
      scope.close();
      throw e;
    }
  }

  /** Returns the adapter on the first copy. */
  DeviceAdapter adapter() {
    return adapters.getFirst();
  }

  /** Copies theta and the moments to the heap. */
  public TrainingState state() {
    return new TrainingState(
        adapter().toArray(),
        average.toFloatArray(),
        expAvg.toFloatArray(),
        expAvgSq.toFloatArray(),
        steps);
  }

  /**
   * Computes the loss and its gradient by theta, without an update.
   *
   * @param shards disjoint rows of one batch
   */
  public Gradient gradient(List<GradientRequest> shards) {
    try (NDManager step = base.first().newScope()) {
      NDList sum = sum(step, shards);
      return new Gradient(sum.get(0).getFloat(), sum.get(1).mul(trainable).toFloatArray());
    }
  }

  /**
   * Takes one step: gradient, clipping, AdamW.
   *
   * @param shards disjoint rows of one batch
   */
  public StepResult step(List<GradientRequest> shards, double learningRate) {
    try (NDManager step = base.first().newScope()) {
      NDList sum = sum(step, shards);
      steps++;
      NDList state =
          new NDList(adapter().theta(), sum.get(1), average, expAvg, expAvgSq, trainable);
      float norm = base.first().update(state, adamW.settings(learningRate, steps, averageDecay));
      for (int copy = 1; copy < adapters.size(); copy++) {
        base.ofPart(copy).follow(adapters.get(copy), adapter());
      }
      return new StepResult(sum.get(0).getFloat(), norm);
    }
  }

  /** Adds up losses and gradients in the order of the shards, whichever came first. */
  private NDList sum(NDManager step, List<GradientRequest> shards) {
    List<Callable<NDList>> tasks = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      GradientRequest shard = shards.get(i);
      BaseModel copy = base.ofPart(i);
      DeviceAdapter adapter = adapters.get(i % adapters.size());
      tasks.add(() -> copy.gradient(step, shard, adapter));
    }
    List<NDList> parts = workers.run(tasks);
    NDList sum = parts.getFirst();
    for (NDList part : parts.subList(1, parts.size())) {
      add(sum.get(0), part.get(0));
      add(sum.get(1), part.get(1));
    }
    return sum;
  }

  private static void add(NDArray sum, NDArray part) {
    sum.addi(part.toDevice(sum.getDevice(), false));
  }

  @Override
  public void close() {
    adapters.forEach(DeviceAdapter::close);
    scope.close();
  }
}
