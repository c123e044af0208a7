package io.tocsin.llama.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Optional;

/**
 * An adapter's theta on the base's device, with what the program must know of its form. One that is
 * merged has the head alone in theta, and a base of its own with the rest in it.
 */
public final class DeviceAdapter implements AutoCloseable {
  private final NDManager scope;
  private final ThetaLayout layout;
  private final NDArray theta;
  private final NDArray ranks;
  private final NDArray options;
  private final Optional<BaseWeights> merged;

  private DeviceAdapter(
      NDManager scope,
      ThetaLayout layout,
      NDArray theta,
      long[] ranks,
      Optional<BaseWeights> merged) {
    NDManager host = scope.newSubManager(Device.cpu());
    this.scope = scope;
    this.layout = layout;
    this.theta = theta;
    this.ranks = host.create(ranks);
    this.options = host.create(new double[] {layout.lora().scaling(), 0, 0, 1});
    this.merged = merged;
  }

  /** Takes an adapter that is kept apart from the base. */
  static DeviceAdapter apart(NDManager scope, ThetaLayout layout, float[] theta) {
    return new DeviceAdapter(scope, layout, scope.create(theta), layout.ranks(), Optional.empty());
  }

  /**
   * Takes an adapter that was merged.
   *
   * @param head theta without LoRA [categories * HIDDEN]
   */
  static DeviceAdapter merged(
      NDManager scope, ThetaLayout layout, NDArray head, BaseWeights weights) {
    long[] none = new long[layout.ranks().length];
    return new DeviceAdapter(scope, layout, head, none, Optional.of(weights));
  }

  public ThetaLayout layout() {
    return layout;
  }

  NDArray theta() {
    return theta;
  }

  NDArray ranks() {
    return ranks;
  }

  /** Returns what the program classifies with, the base's weights first. */
  NDList arguments(BaseWeights base) {
    NDList arguments = new NDList(merged.orElse(base).list());
    arguments.addAll(new NDList(theta, ranks, options));
    return arguments;
  }

  /** Copies theta to the heap [layout.length()]. */
  public float[] toArray() {
    return theta.toFloatArray();
  }

  @Override
  public void close() {
    scope.close();
  }
}
