package io.tocsin.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/**
 * What happens when a thread of the streams fails: another takes its place and begins with what was
 * committed. If that happens again and again, or it cannot be done, as with the thread that follows
 * the adapters, the process ends: whoever runs it starts it anew.
 */
final class Failures implements StreamsUncaughtExceptionHandler, KafkaStreams.StateListener {
  private static final Logger LOG = Logger.getLogger(Failures.class);
  private static final int MOST = 3;
  private static final Duration WITHIN = Duration.ofMinutes(2);

  private final InstantSource clock;
  private final Consumer<Throwable> onEnd;
  private final Deque<Instant> last = new ArrayDeque<>();
  private boolean isEnding;

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
      LOG.warnf(failure, "A thread of the streams failed, and is replaced if it can be");
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    end(failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  @Override
  public synchronized void onChange(State now, State before) {
    boolean isOver = now == State.PENDING_ERROR || now == State.ERROR;
    if (isOver && !isEnding) {
      end(new IllegalStateException("the streams cannot go on: they are " + now));
    }
  }

  private void end(Throwable why) {
    isEnding = true;
    onEnd.accept(why);
  }
}
