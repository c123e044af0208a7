package io.tocsin.contracts.window;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import java.time.Instant;

/**
 * A span of time.
 *
 * @param start its first instant
 * @param end the first instant after it
 */
@Contract
public record Window(@IsoTime Instant start, @IsoTime Instant end) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Window {
    Require.present("start", start);
    Require.present("end", end);
    Require.that(start.isBefore(end), "end", "a time after " + start, end);
  }
}
