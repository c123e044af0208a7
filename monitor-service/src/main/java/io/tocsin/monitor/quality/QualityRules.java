package io.tocsin.monitor.quality;

import io.tocsin.contracts.Require;
import io.tocsin.monitor.drift.DriftThresholds;
import java.time.Duration;
import java.util.List;

/**
 * What is counted, and how often it is told.
 *
 * @param categories in the order of the head's rows: two or more
 * @param horizon how long after a tag its label may come
 * @param window the length of a window
 * @param interval a figure that changes is written once in so long
 * @param drift from where on an index means something
 */
public record QualityRules(
    List<String> categories,
    Duration horizon,
    Duration window,
    Duration interval,
    DriftThresholds drift) {
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong, as it is set
   */
  public QualityRules {
    categories = List.copyOf(categories);
    Require.that(
        categories.stream().distinct().count() > 1, "tocsin.categories", "two or more", categories);
    Require.that(horizon.isPositive(), "tocsin.quality.horizon", "more than none", horizon);
    Require.that(
        window.compareTo(SHORTEST) >= 0, "tocsin.quality.window", "at least " + SHORTEST, window);
    Require.that(
        interval.compareTo(SHORTEST) >= 0,
        "tocsin.quality.interval",
        "at least " + SHORTEST,
        interval);
    Require.present("drift", drift);
  }
}
