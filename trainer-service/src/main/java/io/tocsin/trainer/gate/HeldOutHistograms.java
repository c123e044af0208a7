package io.tocsin.trainer.gate;

import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.llama.classify.Classification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How an adapter's answers on held-out rows are distributed: what the stream is compared with. */
final class HeldOutHistograms {
  /** The probability of the last category: of two, the positive one. */
  static final String PROBABILITY = "probability";

  /** Texts' lengths in tokens, special tokens counted. */
  static final String TOKENS = "tokens";

  private static final int PROBABILITY_BINS = 10;

  /** Tweets are short: narrow bins where they are, wide ones beyond. */
  private static final double[] TOKEN_EDGES = {0, 8, 16, 24, 32, 40, 48, 64, 96, 128, 257};

  private HeldOutHistograms() {}

  /**
   * Counts answers.
   *
   * @param maxTokens no text is longer
   */
  static Map<String, Histogram> of(List<Classification> answers, int maxTokens) {
    return Map.of(
        PROBABILITY,
        counted(
            IntStream.rangeClosed(0, PROBABILITY_BINS)
                .mapToDouble(edge -> (double) edge / PROBABILITY_BINS)
                .toArray(),
            answers.stream().mapToDouble(answer -> answer.probabilities().getLast())),
        TOKENS,
        counted(tokenEdges(maxTokens), answers.stream().mapToDouble(Classification::tokens)));
  }

  private static double[] tokenEdges(int maxTokens) {
    double[] edges = TOKEN_EDGES.clone();
    edges[edges.length - 1] = Math.max(edges[edges.length - 1], maxTokens + 1.0);
    return edges;
  }

  private static Histogram counted(double[] edges, DoubleStream values) {
    long[] counts = new long[edges.length - 1];
    values.forEach(value -> counts[bin(edges, value)]++);
    List<Double> boxed = Arrays.stream(edges).boxed().toList();
    return new Histogram(boxed, Arrays.stream(counts).boxed().toList());
  }

  /** Returns the bin of a value within the edges; the last one holds its upper edge too. */
  private static int bin(double[] edges, double value) {
    int bin = 0;
    while (bin < edges.length - 2 && value >= edges[bin + 1]) {
      bin++;
    }
    return bin;
  }
}
