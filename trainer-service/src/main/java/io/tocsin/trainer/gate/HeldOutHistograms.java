package io.tocsin.trainer.gate;

import io.tocsin.contracts.adapter.Figure;
import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.data.LabelledTweet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Counts held-out rows and what an adapter answers on them. */
final class HeldOutHistograms {
  private static final int PROBABILITY_BINS = 10;

  /** Tweets are short: narrow bins where they are, wide ones beyond. */
  private static final double[] TOKEN_EDGES = {0, 8, 16, 24, 32, 40, 48, 64, 96, 128, 257};

  private static final double[] CHARACTER_EDGES = {0, 20, 40, 60, 80, 100, 120, 140, 200, 281};

  /** English takes about a quarter; what the tokenizer does not know takes one and more. */
  private static final double[] QUOTIENT_EDGES = {
    0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 1
  };

  private HeldOutHistograms() {}

  /**
   * Counts.
   *
   * @param answers one for each row
   */
  static Map<String, Histogram> of(List<LabelledTweet> rows, List<Classification> answers) {
    double[] tokens = answers.stream().mapToDouble(Classification::tokens).toArray();
    double[] characters = rows.stream().mapToDouble(HeldOutHistograms::characters).toArray();
    double[] quotients =
        IntStream.range(0, tokens.length)
            .mapToDouble(row -> tokens[row] / characters[row])
            .toArray();
    double[] probabilities =
        answers.stream().mapToDouble(answer -> answer.probabilities().getLast()).toArray();
    return Map.of(
        Figure.PROBABILITY, counted(probabilityEdges(), probabilities),
        Figure.TOKENS, counted(TOKEN_EDGES, tokens),
        Figure.CHARACTERS, counted(CHARACTER_EDGES, characters),
        Figure.TOKENS_PER_CHARACTER, counted(QUOTIENT_EDGES, quotients));
  }

  private static double characters(LabelledTweet row) {
    return row.text().codePointCount(0, row.text().length());
  }

  private static double[] probabilityEdges() {
    return IntStream.rangeClosed(0, PROBABILITY_BINS)
        .mapToDouble(edge -> (double) edge / PROBABILITY_BINS)
        .toArray();
  }

  /** The last bin reaches as far as it must. */
  private static Histogram counted(double[] usualEdges, double... values) {
    double[] edges = usualEdges.clone();
    double highest = Arrays.stream(values).max().orElse(0);
    edges[edges.length - 1] = Math.max(edges[edges.length - 1], highest);
    long[] counts = new long[edges.length - 1];
    for (double value : values) {
      counts[bin(edges, value)]++;
    }
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
