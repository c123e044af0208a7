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
    long queryAndKey = (long) config.queryWidth() + config.keyValueWidth();
    NDList weights = new NDList(random(config.vocabSize(), hidden));
    for (int layer = 0; layer < config.layers(); layer++) {
      weights.add(random(hidden));
      weights.add(random(queryAndKey, hidden));
      weights.add(random(config.keyValueWidth(), hidden));
      weights.add(random(hidden, config.queryWidth()));
      weights.add(random(hidden));
      weights.add(random(config.intermediateSize(), hidden));
      weights.add(random(config.intermediateSize(), hidden));
      weights.add(random(hidden, config.intermediateSize()));
    }
    weights.add(random(hidden));
    return weights;
  }

  private NDArray random(long... shape) {
    try (NDManager scope = program.newScope()) {
      NDManager host = scope.newSubManager(Device.cpu());
      NDList arguments = new NDList(scope.create(0f), host.create(shape));
      NDArray weight = program.call(scope, "random", arguments).singletonOrThrow();
      weight.attach(owner);
      return weight;
    }
  }
}
