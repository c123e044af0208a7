package io.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/**
 * What happens when a stream thread fails: another takes its place and begins with what was
 * committed. If that happens again and again, the process ends: whoever runs it starts it anew.
 */
final class Failures implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = Logger.getLogger(Failures.class);
  private static final int MOST = 3;
  private static final Duration WITHIN = Duration.ofMinutes(2);

  private final InstantSource clock;
  private final Consumer<Throwable> onEnd;
  private final Deque<Instant> last = new ArrayDeque<>();

  /**
   * Begins with none.
   *
   * @param onEnd hears why the process cannot go on
   */
  Failures(InstantSource clock, Consumer<Throwable> onEnd) {
    this.clock = clock;
    this.onEnd = onEnd;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    Instant now = clock.instant();
    last.removeIf(before -> before.plus(WITHIN).isBefore(now));
    last.add(now);
    if (last.size() < MOST && failure instanceof Exception) {
      LOG.warnf(failure, "A stream thread failed and is replaced");
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    onEnd.accept(failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }
}
