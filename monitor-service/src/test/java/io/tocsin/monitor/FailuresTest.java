package io.tocsin.monitor;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FailuresTest {
  private final RuntimeException failure = new IllegalStateException("out of order");

  private Instant now = Examples.NOON;
  private final List<Throwable> ends = new ArrayList<>();
  private final Failures failures = new Failures(() -> now, ends::add);

  @Test
  void replacesAThreadThatFailsNowAndThen() {
    for (int i = 0; i < 10; i++) {
      assertEquals(REPLACE_THREAD, failures.handle(failure));
      now = now.plus(Duration.ofMinutes(2));
    }

    assertEquals(List.of(), ends);
  }

  @Test
  void givesUpWhenThreadsFailOneAfterTheOther() {
    assertEquals(REPLACE_THREAD, failures.handle(failure));
    assertEquals(REPLACE_THREAD, failures.handle(failure));

    assertEquals(SHUTDOWN_CLIENT, failures.handle(failure));

    assertEquals(List.of(failure), ends);
  }

  @Test
  void givesUpWhereAThreadCannotBeReplaced() {
    assertEquals(REPLACE_THREAD, failures.handle(failure));

    failures.onChange(State.PENDING_ERROR, State.RUNNING);
    failures.onChange(State.ERROR, State.PENDING_ERROR);

    assertEquals(1, ends.size());
    assertEquals("the streams cannot go on: they are PENDING_ERROR", ends.getFirst().getMessage());
  }

  @Test
  void saysOnlyWhatFailedWhereItGaveUpByItself() {
    failures.handle(new OutOfMemoryError());

    failures.onChange(State.PENDING_ERROR, State.RUNNING);

    assertEquals(1, ends.size());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"PENDING_ERROR", "ERROR"},
      mode = EnumSource.Mode.EXCLUDE)
  void goesOnWhateverElseTheStreamsDo(State state) {
    failures.onChange(state, State.RUNNING);

    assertEquals(List.of(), ends);
  }

  @Test
  void givesUpAtOnceWhereJavaItselfFails() {
    assertEquals(SHUTDOWN_CLIENT, failures.handle(new OutOfMemoryError()));
  }
}
