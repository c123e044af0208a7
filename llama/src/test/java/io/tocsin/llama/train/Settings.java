package io.tocsin.llama.train;

import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.model.AdamW;
import io.tocsin.llama.text.TextPreparation;
import java.util.Set;

/** Hyper-parameters of a short run, of which tests change what they are about. */
final class Settings {
  int epochs = 3;
  double learningRate = 0.01;
  double warmup = 0.1;
  double dropout = 0.1;
  int batchSize = 16;
  int accumulation = 1;
  double averageShare = 0.3;
  double labelSmoothing;
  ClassWeights classWeights = ClassWeights.equal(2);
  int maxTokens = 64;
  boolean recompute;
  long seed = 42;

  Settings epochs(int value) {
    epochs = value;
    return this;
  }

  Settings learningRate(double value) {
    learningRate = value;
    return this;
  }

  Settings seed(long value) {
    seed = value;
    return this;
  }

  Hyperparameters build() {
    return new Hyperparameters(
        new LoraConfig(4, 8, dropout, false, Set.of(Projection.Q, Projection.V)),
        AdamW.DEFAULT,
        epochs,
        learningRate,
        warmup,
        batchSize,
        accumulation,
        averageShare,
        labelSmoothing,
        classWeights,
        TextPreparation.PLAIN,
        maxTokens,
        recompute,
        seed);
  }
}
