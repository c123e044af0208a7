package io.tocsin.monitor.drift;

import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.contracts.classification.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Bins of a number. Neighbours are joined until each holds a twentieth of the held-out rows, the
 * least that Siddiqi (Credit Risk Scorecards, 2006) gives a bin: emptier ones tell of chance alone.
 * What lies outside the histogram falls into the outermost bins.
 *
 * @param figure of a classification
 * @param upperEdges of all bins but the last, which has none
 */
record NumberBins(
    ToDoubleFunction<Classification> figure,
    List<Double> upperEdges,
    List<Double> expected,
    long rows)
    implements Bins {
  static final double LEAST_SHARE = 0.05;

  static NumberBins of(Histogram histogram, ToDoubleFunction<Classification> figure) {
    List<Long> counts = histogram.counts();
    long rows = counts.stream().mapToLong(Long::longValue).sum();
    List<Double> edges = new ArrayList<>();
    List<Long> joined = new ArrayList<>();
    long count = 0;
    for (int bin = 0; bin < counts.size(); bin++) {
      count += counts.get(bin);
      if (count > 0 && count >= LEAST_SHARE * rows) {
        joined.add(count);
        edges.add(histogram.edges().get(bin + 1));
        count = 0;
      }
    }
    if (!joined.isEmpty()) {
      joined.set(joined.size() - 1, joined.getLast() + count);
      edges.removeLast();
    }
    List<Double> shares = joined.stream().map(some -> (double) some / rows).toList();
    return new NumberBins(figure, List.copyOf(edges), shares, rows);
  }

  @Override
  public int bin(Classification tag) {
    double value = figure.applyAsDouble(tag);
    int bin = 0;
    while (bin < upperEdges.size() && value >= upperEdges.get(bin)) {
      bin++;
    }
    return bin;
  }
}
