package io.tocsin.llama.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random rows for the small base.
 *
 * @param sequences of different lengths, each begun by token 0
 * @param labels of two categories
 */
record Rows(List<int[]> sequences, List<Integer> labels) {
  static final int PAD_TOKEN = 1;
  static final float[] CLASS_WEIGHTS = {0.75f, 1.5f};

  private static final int VOCABULARY = 16384;

  static Rows random(int count, int maxLength, long seed) {
    Random random = new Random(seed);
    List<int[]> sequences = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      int[] sequence = random.ints(1 + random.nextInt(maxLength), 2, VOCABULARY).toArray();
      sequence[0] = 0;
      sequences.add(sequence);
      labels.add(random.nextInt(CLASS_WEIGHTS.length));
    }
    return new Rows(sequences, labels);
  }

  Rows slice(int from, int to) {
    return new Rows(sequences.subList(from, to), labels.subList(from, to));
  }

  TokenBatch batch() {
    return TokenBatch.of(sequences, PAD_TOKEN);
  }

  double weight() {
    return labels.stream().mapToDouble(label -> CLASS_WEIGHTS[label]).sum();
  }

  /** Asks for the plain gradient of all rows, without dropout and label smoothing. */
  GradientRequest request() {
    return request(weight());
  }

  /** Asks for these rows' share of the gradient of a batch of the given total weight. */
  GradientRequest request(double totalWeight) {
    return new GradientRequest(
        batch(), labelArray(), CLASS_WEIGHTS, totalWeight, 0, Dropout.NONE, false);
  }

  GradientRequest withDropout(double dropout, long seed) {
    return new GradientRequest(
        batch(), labelArray(), CLASS_WEIGHTS, weight(), 0, new Dropout(dropout, seed, 0), false);
  }

  GradientRequest recomputing(double dropout, long seed) {
    return new GradientRequest(
        batch(), labelArray(), CLASS_WEIGHTS, weight(), 0, new Dropout(dropout, seed, 0), true);
  }

  GradientRequest smoothed(double labelSmoothing) {
    return new GradientRequest(
        batch(), labelArray(), CLASS_WEIGHTS, weight(), labelSmoothing, Dropout.NONE, false);
  }

  private long[] labelArray() {
    return IntStream.range(0, labels.size()).mapToLong(labels::get).toArray();
  }
}
