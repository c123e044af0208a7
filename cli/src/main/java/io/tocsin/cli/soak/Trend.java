package io.tocsin.cli.soak;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure's course over the later three quarters of a run, as least squares have it.
 *
 * @param mean of the values
 * @param growth of the line from the first to the last of these values
 * @param bound by how much it may grow
 */
record Trend(String process, Figure figure, double mean, double growth, double bound) {
  /** Caches fill and heaps find their size first. */
  private static final double WARM_UP = 0.25;

  /**
   * Fits a line.
   *
   * @param series of one figure of one process, in the order of time
   * @throws IllegalArgumentException if fewer than two values are left to judge
   */
  static Trend of(List<Measurement> series) {
    double end = series.getLast().seconds();
    List<Measurement> judged =
        series.stream().filter(point -> point.seconds() >= WARM_UP * end).toList();
    if (judged.size() < 2) {
      throw new IllegalArgumentException(
          "%s: expected two values to judge, found %d: let it run longer"
              .formatted(series.getLast().figure().title(), judged.size()));
    }
    double time = mean(judged, Measurement::seconds);
    double value = mean(judged, Measurement::value);
    double covariance = 0;
    double variance = 0;
    for (Measurement point : judged) {
      covariance += (point.seconds() - time) * (point.value() - value);
      variance += (point.seconds() - time) * (point.seconds() - time);
    }
    double length = judged.getLast().seconds() - judged.getFirst().seconds();
    Figure figure = series.getLast().figure();
    return new Trend(
        series.getLast().process(),
        figure,
        value,
        covariance / variance * length,
        figure.bound(value));
  }

  /** Returns whether it does not grow by more than it may; what shrinks is no leak. */
  @JsonProperty("flat")
  boolean isFlat() {
    return growth <= bound;
  }

  private static double mean(List<Measurement> some, ToDoubleFunction<Measurement> of) {
    return some.stream().mapToDouble(of).average().orElseThrow();
  }
}
