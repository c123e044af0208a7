package io.tocsin.llama.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** An adapter's theta on the base's device, with what the program must know of its form. */
public final class DeviceAdapter implements AutoCloseable {
  private final NDManager scope;
  private final ThetaLayout layout;
  private final NDArray theta;
  private final NDArray ranks;
  private final NDArray options;

  DeviceAdapter(NDManager scope, ThetaLayout layout, float[] theta) {
    NDManager host = scope.newSubManager(Device.cpu());
    this.scope = scope;
    this.layout = layout;
    this.theta = scope.create(theta);
    this.ranks = host.create(layout.ranks());
    this.options = host.create(new double[] {layout.lora().scaling(), 0, 0, 1});
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

  NDList arguments() {
    return new NDList(theta, ranks, options);
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
