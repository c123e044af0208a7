package io.tocsin.cli.learning;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for what nobody announces, for so long at most. */
record Patience(Duration most) {
  private static final Duration BETWEEN = Duration.ofMillis(200);

  /**
   * Looks again and again until there is something.
   *
   * @throws TimeoutException saying what was expected
   */
  <T> T until(String expected, Supplier<Optional<T>> look) throws TimeoutException {
    long start = System.nanoTime();
    Optional<T> found = look.get();
    while (found.isEmpty()) {
      if (System.nanoTime() - start > most.toNanos()) {
        throw new TimeoutException(
            "expected %s within %d s: see tocsin logs".formatted(expected, most.toSeconds()));
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
      found = look.get();
    }
    return found.get();
  }
}
