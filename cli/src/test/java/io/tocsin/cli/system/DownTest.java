package io.tocsin.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownTest {
  @TempDir private Path state;

  @Test
  void doesNothingWhereNothingRuns() {
    Ran ran = Ran.tocsin("down", "--state", state.toString());

    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().contains("Nothing runs"), ran::out);
  }

  @Test
  void forgetsWhatHasEndedAndKillsNobodyWithItsPid() {
    new ProcessRecords(new StateFolder(state)).add(Processes.ended("ingest", 8081));

    Ran ran = Ran.tocsin("down", "--state", state.toString());

    assertEquals(0, ran.exitCode());
    assertFalse(Files.exists(state.resolve("run/ingest.json")));
  }

  @Test
  void wipesItsOwnDataAndNothingElse() throws Exception {
    Path topics = Files.createDirectories(state.resolve("broker/kafka/tweets-0"));
    Files.writeString(topics.resolve("00000000000000000000.log"), "x");
    Path other = Files.writeString(state.resolve("notes.txt"), "mine");

    Ran ran = Ran.tocsin("down", "--wipe", "--yes", "--state", state.toString());

    assertEquals(0, ran.exitCode(), ran::err);
    assertFalse(Files.exists(state.resolve("broker")));
    assertTrue(Files.exists(other));
  }

  @Test
  void refusesToWorkBesideAnotherCommand() {
    StateFolder folder = new StateFolder(state);
    try (StateLock _ = StateLock.take(folder)) {
      assertThrows(SystemException.class, () -> StateLock.take(folder));
    }
  }
}
