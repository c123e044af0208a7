package io.tocsin.monitor.input;

import java.time.Duration;
import java.time.Instant;

/** Clocks may be wrong by so much. Time that runs further ahead of us would let state expire. */
public final class ClockTolerance {
  private static final Duration AHEAD = Duration.ofHours(1);

  private ClockTolerance() {}

  /** Tells whether a time is further ahead of another than clocks may be. */
  public static boolean isExceeded(Instant time, Instant now) {
    return time.isAfter(now.plus(AHEAD));
  }
}
