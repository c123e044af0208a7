package io.tocsin.cli.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.Ran;
import io.tocsin.cli.Tocsin;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
  @TempDir private Path state;
  private Path ingest;

  @BeforeEach
  void writeLogs() throws Exception {
    Path logs = Files.createDirectory(state.resolve("logs"));
    ingest = Files.writeString(logs.resolve("ingest.log"), "one\ntwo\nthree\n");
    Files.writeString(logs.resolve("trainer.log"), "four\n");
  }

  @Test
  void showsTheLastLinesOfOne() {
    Ran ran = Ran.tocsin("logs", "ingest", "--lines", "2", "--state", state.toString());

    assertEquals("two\nthree\n", ran.out());
  }

  @Test
  void tellsSeveralApart() {
    Ran ran = Ran.tocsin("logs", "--lines", "1", "--state", state.toString());

    assertEquals("ingest       three\ntrainer      four\n", ran.out());
  }

  @Test
  void refusesANameWithoutALogAndNamesThoseThatHaveOne() {
    Ran ran = Ran.tocsin("logs", "monitor", "--state", state.toString());

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("[ingest, trainer]"), ran::err);
  }

  @Test
  void saysHowToGetLogsWhereThereAreNone(@TempDir Path empty) {
    Ran ran = Ran.tocsin("logs", "--state", empty.toString());

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("tocsin up"), ran::err);
  }

  @Test
  void showsBytesThatAreNoText() throws Exception {
    Files.write(ingest, new byte[] {'a', (byte) 0xff, '\n'});

    assertEquals(List.of("a\ufffd"), LogTail.of(ingest, 5));
  }

  @Test
  void followsWholeLinesOnly() throws Exception {
    List<String> heard = new ArrayList<>();
    FollowedLog log = FollowedLog.atEndOf(ingest, heard::add);

    Files.writeString(ingest, "four\nfi", StandardOpenOption.APPEND);
    log.goOn();
    Files.writeString(ingest, "ve\n", StandardOpenOption.APPEND);
    log.goOn();

    assertEquals(List.of("four", "five"), heard);
  }

  @Test
  void followsALogThatBeginsAnew() throws Exception {
    List<String> heard = new ArrayList<>();
    FollowedLog log = FollowedLog.atEndOf(ingest, heard::add);

    Files.delete(ingest);
    log.goOn();
    Files.writeString(ingest, "anew\n");
    log.goOn();

    assertEquals(List.of("anew"), heard);
  }

  @Test
  @Timeout(30)
  void endsWhenItsReaderIsGone() {
    PrintWriter closed = new PrintWriter(OutputStream.nullOutputStream(), true, UTF_8);
    closed.close();

    int exitCode =
        Tocsin.commandLine()
            .setOut(closed)
            .execute("logs", "--follow", "--state", state.toString());

    assertEquals(0, exitCode);
  }
}
