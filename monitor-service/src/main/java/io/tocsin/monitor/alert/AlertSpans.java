package io.tocsin.monitor.alert;

import io.tocsin.contracts.Require;
import java.time.Duration;
import java.time.Instant;

/**
 * The times of alerts, counted in buckets.
 *
 * @param advance the length of a bucket: windows slide by so much
 * @param window in which tweets are counted, a multiple of it
 * @param history over which the usual level is learned: what was so long ago weighs 1/e
 * @param warmUp no surge begins before so much was seen
 */
public record AlertSpans(Duration advance, Duration window, Duration history, Duration warmUp) {
  private static final int MOST_BUCKETS = 120;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong, as it is set
   */
  public AlertSpans {
    Require.that(
        advance.compareTo(Duration.ofSeconds(1)) >= 0,
        "tocsin.alerts.advance",
        "at least 1 s",
        advance);
    long buckets = window.toMillis() / advance.toMillis();
    Require.that(
        window.equals(advance.multipliedBy(buckets)) && buckets >= 1 && buckets <= MOST_BUCKETS,
        "tocsin.alerts.window",
        "1 to %d times tocsin.alerts.advance, %s".formatted(MOST_BUCKETS, advance),
        window);
    Require.that(
        history.compareTo(window) > 0,
        "tocsin.alerts.history",
        "more than tocsin.alerts.window, " + window,
        history);
    Require.that(
        warmUp.compareTo(window) > 0,
        "tocsin.alerts.warm-up",
        "more than tocsin.alerts.window, " + window,
        warmUp);
  }

  /** Returns the number of the bucket that a time lies in. */
  long bucket(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), advance.toMillis());
  }

  /** Returns the buckets of a window. */
  int buckets() {
    return Math.toIntExact(window.toMillis() / advance.toMillis());
  }

  /** Returns the weight that is left of what was learned so many buckets ago. */
  double weight(long bucketsAgo) {
    return Math.exp(-bucketsAgo * (double) advance.toMillis() / history.toMillis());
  }

  /**
   * Returns in how many buckets, weighed, the usual level was learned: all since the first, but for
   * those of the window.
   */
  double exposure(long first, long now) {
    long learned = now - first - buckets() + 1;
    return learned <= 0 ? 0 : (1 - weight(learned)) / (1 - weight(1));
  }

  boolean isWarm(long first, long now) {
    return (now - first) * advance.toMillis() >= warmUp.toMillis();
  }
}
