package io.tocsin.monitor.drift;

import java.util.List;
import java.util.Optional;

/**
 * How far one figure of the stream is from the held-out rows.
 *
 * @param index the population stability index
 * @param byChance what the index of an unchanged stream exceeds once in a hundred times
 * @param rows so many classifications were counted
 * @param heldOutRows so many held-out rows were
 * @param level what it means
 */
public record FigureDrift(
    double index, double byChance, long rows, long heldOutRows, DriftLevel level) {
  /** The 99 % quantile of the standard normal distribution. */
  private static final double Z = 2.3263;

  /** Half a row in every bin: none is empty, and no index infinite. */
  private static final double PSEUDO_ROWS = 0.5;

  /**
   * Compares.
   *
   * @param counts classifications by bin
   * @return nothing where there are too few, or nothing that could differ
   */
  public static Optional<FigureDrift> of(
      Bins heldOut, List<Long> counts, DriftThresholds thresholds) {
    long rows = counts.stream().mapToLong(Long::longValue).sum();
    if (rows < thresholds.minRows() || counts.size() != heldOut.size() || counts.size() < 2) {
      return Optional.empty();
    }
    double index = index(heldOut, counts, rows);
    double byChance = byChance(counts.size() - 1, rows, heldOut.rows());
    return Optional.of(
        new FigureDrift(index, byChance, rows, heldOut.rows(), thresholds.level(index, byChance)));
  }

  /** Σ (actual − expected) · ln(actual / expected). */
  private static double index(Bins heldOut, List<Long> counts, long rows) {
    double index = 0;
    for (int bin = 0; bin < counts.size(); bin++) {
      double actual = smoothed(counts.get(bin), rows, counts.size());
      double expected =
          smoothed(heldOut.expected().get(bin) * heldOut.rows(), heldOut.rows(), counts.size());
      index += (actual - expected) * Math.log(actual / expected);
    }
    return index;
  }

  private static double smoothed(double count, long rows, int bins) {
    return (count + PSEUDO_ROWS) / (rows + PSEUDO_ROWS * bins);
  }

  /**
   * (1/rows + 1/heldOutRows) · χ² (Yurdakul and Naranjo, Statistical properties of the population
   * stability index, 2019), the quantile after Wilson and Hilferty, 1931.
   */
  private static double byChance(int degrees, long rows, long heldOutRows) {
    double spread = 2.0 / (9 * degrees);
    double chiSquare = degrees * Math.pow(1 - spread + Z * Math.sqrt(spread), 3);
    return chiSquare * (1.0 / rows + 1.0 / heldOutRows);
  }
}
