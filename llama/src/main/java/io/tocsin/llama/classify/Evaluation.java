package io.tocsin.llama.classify;

import io.tocsin.llama.metrics.Metrics;
import java.util.List;

/** Measures classifications of labelled rows. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * Compares what was found with what is so.
   *
   * @param labels the index of each row's category, as many as classifications
   */
  public static Metrics of(List<Classification> classifications, List<Integer> labels) {
    float[][] probabilities = new float[classifications.size()][];
    for (int row = 0; row < probabilities.length; row++) {
      probabilities[row] = floats(classifications.get(row).probabilities());
    }
    return Metrics.of(labels.stream().mapToInt(Integer::intValue).toArray(), probabilities);
  }

  private static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }
}
