package io.tocsin.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final int ROWS = 1200;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeRows() throws IOException {
    String rows =
        IntStream.rangeClosed(1, ROWS)
            .mapToObj(id -> "%d,flood,tweet %d,%d%n".formatted(id, id, id % 2))
            .collect(Collectors.joining());
    file = Files.writeString(folder.resolve("rows.csv"), "id,keyword,text,target\n" + rows);
  }

  @Test
  void sendsEveryRowOnceInItsOrder() throws Exception {
    try (FakeIngest ingest = FakeIngest.answeringLines(LineAnswers::allAccepted)) {
      Ran ran = replay(ingest, "--to", "tweets", "--json");

      assertEquals(0, ran.exitCode(), ran::err);
      assertEquals(ROWS, ran.json().get("accepted").intValue());
      List<String> lines = lines(ingest).toList();
      assertEquals(ROWS, lines.size());
      assertEquals(
          "{\"id\":\"1\",\"text\":\"tweet 1\",\"source\":\"rows.csv\",\"keyword\":\"flood\"}",
          lines.getFirst());
    }
  }

  @Test
  void sendsLabelsWithTheirOrigin() {
    try (FakeIngest ingest = FakeIngest.answeringLines(LineAnswers::allAccepted)) {
      Ran ran = replay(ingest, "--to", "labels");

      assertEquals(0, ran.exitCode(), ran::err);
      assertEquals(
          "{\"tweetId\":\"1\",\"text\":\"tweet 1\",\"keyword\":\"flood\",\"category\":\"disaster\","
              + "\"givenBy\":\"rows.csv\",\"reason\":\"import\"}",
          lines(ingest).findFirst().orElseThrow());
    }
  }

  @Test
  void reportsRejectedRowsByTheirNumberAndGoesOn() {
    try (FakeIngest ingest = FakeIngest.answeringLines(LineAnswers::firstRejected)) {
      Ran ran = replay(ingest, "--to", "tweets");

      assertEquals(1, ran.exitCode());
      assertTrue(ran.err().contains("row 501 is rejected: text: too long"), ran::err);
      assertTrue(ran.out().contains("1,197 accepted, 3 rejected"), ran::out);
    }
  }

  @Test
  void goesOnAfterTheLastAcknowledgedRow() {
    try (FakeIngest ingest =
        FakeIngest.answeringLines(lines -> LineAnswers.failedAfter(lines, 10))) {
      Ran ran = replay(ingest, "--to", "tweets");

      assertEquals(1, ran.exitCode());
      assertTrue(ran.err().contains("row 11 failed: Kafka is away"), ran::err);
      assertTrue(ran.err().contains("of 1200 rows 10 are sent"), ran::err);
    }
    try (FakeIngest ingest = FakeIngest.answeringLines(LineAnswers::allAccepted)) {
      Ran ran = replay(ingest, "--to", "tweets", "--resume");

      assertEquals(0, ran.exitCode(), ran::err);
      assertTrue(lines(ingest).findFirst().orElseThrow().contains("\"tweet 11\""));
      assertEquals(ROWS - 10, lines(ingest).count());
    }
  }

  @Test
  void sendsAllAgainUnlessToldToResume() {
    try (FakeIngest ingest = FakeIngest.answeringLines(LineAnswers::allAccepted)) {
      replay(ingest, "--to", "tweets");
      replay(ingest, "--to", "tweets");

      assertEquals(2 * ROWS, lines(ingest).count());
    }
  }

  @Test
  void resumesNothingThatAFreshReplayHasGivenUp() {
    try (FakeIngest ingest = FakeIngest.answeringLines(LineAnswers::allAccepted)) {
      replay(ingest, "--to", "tweets");
    }
    try (FakeIngest ingest =
        FakeIngest.answeringLines(lines -> LineAnswers.failedAfter(lines, 0))) {
      replay(ingest, "--to", "tweets");
    }
    try (FakeIngest ingest = FakeIngest.answeringLines(LineAnswers::allAccepted)) {
      replay(ingest, "--to", "tweets", "--resume");

      assertEquals(ROWS, lines(ingest).count());
    }
  }

  @Test
  void keepsTopicsApartWhenResuming() {
    try (FakeIngest ingest = FakeIngest.answeringLines(LineAnswers::allAccepted)) {
      replay(ingest, "--to", "tweets");
      replay(ingest, "--to", "labels", "--resume");

      assertEquals(2 * ROWS, lines(ingest).count());
    }
  }

  @Test
  void keepsToTheRate() throws Exception {
    Files.writeString(file, "text\none\ntwo\nthree\n");
    try (FakeIngest ingest = FakeIngest.answeringLines(LineAnswers::allAccepted)) {
      Ran ran = replay(ingest, "--to", "tweets", "--rate", "10", "--json");

      assertTrue(ran.json().get("seconds").doubleValue() >= 0.2, ran::out);
    }
  }

  private Ran replay(FakeIngest ingest, String... options) {
    Stream<String> fixed =
        Stream.of(
            "replay",
            file.toString(),
            "--ingest",
            ingest.url().toString(),
            "--state",
            folder.resolve("state").toString());
    return Ran.tocsin(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
  }

  private static Stream<String> lines(FakeIngest ingest) {
    return ingest.bodies().stream().flatMap(String::lines);
  }
}
