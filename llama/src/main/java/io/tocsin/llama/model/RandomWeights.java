package io.tocsin.llama.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.torch.TorchProgram;

/** Random weights of a configuration's shapes, made on the device. */
final class RandomWeights {
  private final LlamaConfig config;
  private final TorchProgram program;
  private final NDManager owner;

  RandomWeights(LlamaConfig config, TorchProgram program, NDManager owner) {
    this.config = config;
    this.program = program;
    this.owner = owner;
  }

  NDList make() {
    long hidden = config.hiddenSize();
    long intermediate = config.intermediateSize();
    long queriesKeysValues = config.queryWidth() + 2L * config.keyValueWidth();
    NDList weights = new NDList(random(owner, config.vocabSize(), hidden));
    for (int layer = 0; layer < config.layers(); layer++) {
      weights.add(random(owner, hidden));
      weights.add(frozen(queriesKeysValues, hidden));
      weights.add(frozen(hidden, config.queryWidth()));
      weights.add(random(owner, hidden));
      weights.add(frozen(2 * intermediate, hidden));
      weights.add(frozen(hidden, intermediate));
    }
    weights.add(random(owner, hidden));
    return weights;
  }

  private NDArray frozen(long... shape) {
    try (NDManager scope = program.newScope()) {
      NDList weight = new NDList(random(scope, shape));
      return program.call(owner, "frozen", weight).singletonOrThrow();
    }
  }

  private NDArray random(NDManager to, long... shape) {
    try (NDManager scope = program.newScope()) {
      NDManager host = scope.newSubManager(Device.cpu());
      NDList arguments = new NDList(scope.create(0f), host.create(shape));
      NDArray weight = program.call(scope, "random", arguments).singletonOrThrow();
      weight.attach(to);
      return weight;
    }
  }
}
