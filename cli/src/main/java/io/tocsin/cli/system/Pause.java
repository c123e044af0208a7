package io.tocsin.cli.system;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waiting for what nobody announces. */
final class Pause {
  private static final Duration STEP = Duration.ofMillis(100);

  private Pause() {}

  /**
   * Waits until something holds.
   *
   * @return false if it did not hold in time
   * @throws SystemException if the thread is interrupted
   */
  static boolean until(BooleanSupplier holds, Instant end) {
    while (!holds.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      step();
    }
    return true;
  }

  /**
   * Waits a moment.
   *
   * @throws SystemException if the thread is interrupted
   */
  static void step() {
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SystemException("interrupted while waiting", e);
    }
  }
}
