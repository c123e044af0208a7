package io.tocsin.cli.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordedProcessTest {
  private static final ProcessHandle OURS = ProcessHandle.current();
  private static final Instant STARTED = OURS.info().startInstant().orElseThrow();

  @Test
  void knowsAProcessThatRuns() {
    assertTrue(Processes.of("ingest", OURS.pid(), STARTED, 8081).isAlive());
  }

  @Test
  void toleratesThatTheClockWasSet() {
    assertTrue(
        Processes.of("ingest", OURS.pid(), STARTED.plus(Duration.ofSeconds(1)), 8081).isAlive());
  }

  @Test
  void isNotTakenInByAReusedPid() {
    assertFalse(
        Processes.of("ingest", OURS.pid(), STARTED.minus(Duration.ofHours(1)), 8081).isAlive());
  }

  @Test
  void knowsThatAProcessHasEnded() throws Exception {
    Process process = new ProcessBuilder("true").start();
    Instant started = Instant.now();

    process.waitFor();

    assertFalse(Processes.of("ingest", process.pid(), started, 8081).isAlive());
  }
}
