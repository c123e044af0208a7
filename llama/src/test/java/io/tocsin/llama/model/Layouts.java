package io.tocsin.llama.model;

import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.checkpoint.LlamaConfigReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Layouts of adapters on the small base, and numbers for them. */
final class Layouts {
  static final int RANK = 3;
  static final double ALPHA = 5;
  static final int CATEGORIES = 2;

  private Layouts() {}

  static LlamaConfig config() {
    try {
      return LlamaConfigReader.read(SmallBase.FOLDER.resolve("config.json"));
    } catch (IOException e) {
      throw new AssertionError("the reference's base is missing", e);
    }
  }

  /** Lays out an adapter of some projections, given as their names with spaces between. */
  static ThetaLayout of(String projections) {
    return of(targets(projections), CATEGORIES);
  }

  static ThetaLayout of(Set<Projection> targets, int categories) {
    return new ThetaLayout(config(), new LoraConfig(RANK, ALPHA, 0, false, targets), categories);
  }

  static Set<Projection> targets(String projections) {
    if (projections.equals("all")) {
      return EnumSet.allOf(Projection.class);
    }
    return Arrays.stream(projections.split(" "))
        .map(Projection::valueOf)
        .collect(Collectors.toSet());
  }

  /** Draws every trainable number, lora_B's too; structural zeros stay zero. */
  static float[] randomTheta(ThetaLayout layout, long seed) {
    Random random = new Random(seed);
    float[] theta = layout.trainable();
    for (int i = 0; i < theta.length; i++) {
      theta[i] *= (float) random.nextGaussian(0, 0.1);
    }
    return theta;
  }
}
