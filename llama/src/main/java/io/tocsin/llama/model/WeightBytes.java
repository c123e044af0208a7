package io.tocsin.llama.model;

import io.tocsin.llama.checkpoint.LlamaConfig;

/** How much memory a base's weights take. */
final class WeightBytes {
  private WeightBytes() {}

  static long of(LlamaConfig config, Precision precision) {
    long embedding = (long) config.vocabSize() * config.hiddenSize() * precision.bytes();
    return embedding + ofMatrices(config, precision);
  }

  /** Returns those of the layers' matrices. */
  static long ofMatrices(LlamaConfig config, Precision precision) {
    long hidden = config.hiddenSize();
    long attention = hidden * 2 * (config.queryWidth() + config.keyValueWidth());
    long feedForward = hidden * 3 * config.intermediateSize();
    return config.layers() * (attention + feedForward) * precision.matrixBytes();
  }
}
