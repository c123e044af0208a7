package io.tocsin.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();

  @Test
  void killsWhatDoesNotStopAndSaysSo() throws Exception {
    // What is ignored stays ignored in the program that follows.
    Process deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; exec sleep 60").start();
    Awaitility.await()
        .until(() -> deaf.info().command().filter(name -> name.endsWith("sleep")).isPresent());
    ProcessRecords records = new ProcessRecords(new StateFolder(folder));
    RecordedProcess process =
        Processes.of("trainer", deaf.pid(), deaf.info().startInstant().orElseThrow(), 8082);
    records.add(process);

    new Shutdown(records, said::add, Duration.ofSeconds(1)).stop(records.all());

    assertFalse(process.isAlive());
    assertTrue(said.getLast().contains("did not stop within 1 s: killed"), said::toString);
    assertEquals(List.of(), records.all());
  }
}
