package io.tocsin.contracts.adapter;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import java.util.List;

/**
 * How a figure is distributed.
 *
 * @param edges of the bins, rising: bin i holds what is from {@code edges[i]} to below {@code
 *     edges[i + 1]}, the last one its upper edge too
 * @param counts of the bins, one fewer than edges
 */
@Contract
public record Histogram(List<Double> edges, List<Long> counts) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Histogram {
    edges = Require.elements("edges", edges);
    counts = Require.elements("counts", counts);
    Require.that(edges.size() > 1, "edges", "two or more", edges.size());
    boolean fit = counts.size() == edges.size() - 1;
    Require.that(fit, "counts", "one fewer than edges", counts.size());
    edges.forEach(edge -> Require.finite("edges", edge));
    for (int bin = 0; bin < counts.size(); bin++) {
      Require.that(edges.get(bin) < edges.get(bin + 1), "edges", "rising numbers", edges);
      Require.atLeast("counts", 0, counts.get(bin));
    }
  }
}
