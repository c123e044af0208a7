package io.tocsin.llama.classify;

import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.ThetaLayout;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random adapters, whose lora_B is not zero. */
final class Adapters {
  private static final LoraConfig LORA =
      new LoraConfig(2, 4, 0.1, false, Set.of(Projection.Q, Projection.V));

  private Adapters() {}

  static Adapter random(LoadedBase base, Categories categories, long seed) {
    return random(base, categories, Optional.of(base.fingerprint()), seed);
  }

  static Adapter random(
      LoadedBase base, Categories categories, Optional<BaseFingerprint> trainedOn, long seed) {
    ThetaLayout layout = new ThetaLayout(base.config(), LORA, categories.size());
    Random random = new Random(seed);
    float[] theta = layout.trainable();
    for (int i = 0; i < theta.length; i++) {
      theta[i] *= (float) random.nextGaussian(0, 0.1);
    }
    return new Adapter(LORA, categories.names(), layout.unpack(theta), trainedOn);
  }
}
