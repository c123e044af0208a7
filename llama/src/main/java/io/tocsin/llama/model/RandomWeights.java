package io.tocsin.llama.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.torch.TorchProgram;

/** Random weights of a configuration's shapes, made on their devices, always the same. */
final class RandomWeights {
  private final LlamaConfig config;
  private final TorchProgram program;
  private final LayerDevices layers;
  private final NDManager owner;
  private long made;

  RandomWeights(LlamaConfig config, TorchProgram program, LayerDevices layers, NDManager owner) {
    this.config = config;
    this.program = program;
    this.layers = layers;
    this.owner = owner;
  }

  NDList make() {
    long hidden = config.hiddenSize();
    long intermediate = config.intermediateSize();
    long queriesKeysValues = config.queryWidth() + 2L * config.keyValueWidth();
    NDList weights = new NDList(random(layers.first(), owner, config.vocabSize(), hidden));
    for (int layer = 0; layer < config.layers(); layer++) {
      Device device = layers.of(layer);
      weights.add(random(device, owner, hidden));
      weights.add(frozen(device, queriesKeysValues, hidden));
      weights.add(frozen(device, hidden, config.queryWidth()));
      weights.add(random(device, owner, hidden));
      weights.add(frozen(device, 2 * intermediate, hidden));
      weights.add(frozen(device, hidden, intermediate));
    }
    weights.add(random(layers.last(), owner, hidden));
    return weights;
  }

  private NDArray frozen(Device device, long... shape) {
    try (NDManager scope = program.newScope(device)) {
      NDList weight = new NDList(random(device, scope, shape));
      return program.call(owner, "frozen", weight).singletonOrThrow();
    }
  }

  private NDArray random(Device device, NDManager to, long... shape) {
    try (NDManager scope = program.newScope(device)) {
      NDManager host = scope.newSubManager(Device.cpu());
      NDList arguments = new NDList(scope.create(0f), host.create(shape), host.create(made++));
      NDArray weight = program.call(scope, "random", arguments).singletonOrThrow();
      weight.attach(to);
      return weight;
    }
  }
}
