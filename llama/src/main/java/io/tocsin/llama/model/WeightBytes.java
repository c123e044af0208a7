package io.tocsin.llama.model;

import io.tocsin.llama.checkpoint.LlamaConfig;

/** How much memory a base's weights take. */
final class WeightBytes {
  private WeightBytes() {}

  static long of(LlamaConfig config, Precision precision) {
    long hidden = config.hiddenSize();
    long attention = hidden * 2 * (config.queryWidth() + config.keyValueWidth());
    long feedForward = hidden * 3 * config.intermediateSize();
    long matrices = config.layers() * (attention + feedForward);
    return config.vocabSize() * hidden * precision.bytes() + matrices * precision.matrixBytes();
  }
}
