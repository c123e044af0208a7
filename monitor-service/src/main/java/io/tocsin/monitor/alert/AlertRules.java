package io.tocsin.monitor.alert;

import io.tocsin.contracts.Require;
import java.time.Duration;
import java.util.Set;

/**
 * What is watched, and how often it is told.
 *
 * @param categories of which surges are told, one or more
 * @param interval a surge that goes on is told of once in so long
 * @param terms so many are followed at most; the one that was longest not met makes room
 */
public record AlertRules(
    Set<String> categories,
    AlertSpans spans,
    SurgeThreshold threshold,
    Duration interval,
    int terms) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong, as it is set
   */
  public AlertRules {
    categories = Set.copyOf(categories);
    Require.that(!categories.isEmpty(), "tocsin.alerts.categories", "one or more", categories);
    Require.present("spans", spans);
    Require.present("threshold", threshold);
    Require.that(interval.isPositive(), "tocsin.alerts.interval", "more than none", interval);
    Require.atLeast("tocsin.alerts.terms", 1, terms);
  }
}
