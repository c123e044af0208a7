package io.tocsin.llama.classify;

import io.tocsin.llama.metrics.Metrics;
import java.util.List;

/** Measures an adapter on labelled token sequences. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * Classifies rows and compares.
   *
   * @param labels the index of each row's category, as many as sequences
   */
  public static Metrics of(
      Classifier classifier, ServedAdapter adapter, List<int[]> sequences, List<Integer> labels) {
    List<Classification> classifications = classifier.classifyTokens(adapter, sequences);
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
