package io.tocsin.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.Ran;
import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.alert.AlertState;
import io.tocsin.contracts.alert.TermKind;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.window.Window;
import io.tocsin.messaging.message.MessageJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertsCommandIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;
  private Cluster cluster;

  @BeforeEach
  void start() {
    cluster = Cluster.start(folder.resolve("broker"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void showsTheLastOfEachSurgeThoseThatGoOnFirst() throws Exception {
    tell("a", TermKind.PLACE, "perth", AlertState.STARTED, 12, NOON);
    tell("b", TermKind.HASHTAG, "storm", AlertState.STARTED, 11, NOON.plusSeconds(60));
    tell("a", TermKind.PLACE, "perth", AlertState.ONGOING, 1500, NOON);
    tell("b", TermKind.HASHTAG, "storm", AlertState.ENDED, 1, NOON.plusSeconds(60));

    Ran text = alerts();
    Ran json = alerts("--json");

    assertEquals(0, text.exitCode(), text::err);
    List<String> lines = text.out().lines().skip(2).toList();
    assertTrue(
        lines.get(0).matches("place perth +disaster +1,500 +2.5 +1,500 .* goes on +t1 t2"),
        text::out);
    assertTrue(lines.get(1).startsWith("#storm "), text::out);
    assertEquals(2, lines.size());
    JsonNode surges = MessageJson.mapper().readTree(json.out());
    assertEquals(
        List.of("ongoing", "ended"),
        StreamSupport.stream(surges.spliterator(), false)
            .map(surge -> surge.path("state").asText())
            .toList());
    assertEquals("2026-03-01T12:00:00Z", surges.path(0).path("startedAt").asText());
  }

  @Test
  void followsWhatGoesOnAndWhatIsToldThen() throws Exception {
    tell("a", TermKind.PLACE, "perth", AlertState.ONGOING, 12, NOON);
    tell("b", TermKind.KEYWORD, "flood", AlertState.ENDED, 1, NOON);
    CompletableFuture<Ran> following =
        CompletableFuture.supplyAsync(() -> alerts("--follow", "--limit", "2"));
    tell("c", TermKind.HASHTAG, "storm", AlertState.STARTED, 14, NOON.plusSeconds(60));

    List<String> lines = following.get(1, TimeUnit.MINUTES).out().lines().sorted().toList();

    assertEquals(2, lines.size());
    assertTrue(lines.getFirst().contains("ongoing  place perth: 12 disaster tweets in 10 min"));
    assertTrue(lines.getLast().contains("started  #storm: 14 disaster tweets in 10 min, usual"));
    assertTrue(lines.getLast().endsWith("  t1 t2"), lines::toString);
  }

  @Test
  void saysThatNothingHasSurged() {
    assertEquals("Nothing has surged.\n", alerts().out());
    assertEquals("[ ]\n", alerts("--json").out());
    assertEquals(2, alerts("--limit", "0").exitCode());
  }

  private Ran alerts(String... options) {
    return Ran.tocsin(
        Stream.concat(
                Stream.of(
                    "alerts",
                    "--state",
                    folder.resolve("state").toString(),
                    "--bootstrap-servers",
                    cluster.bootstrapServers()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private void tell(
      String id, TermKind kind, String term, AlertState state, long tweets, Instant startedAt) {
    cluster.write(
        Topics.ALERTS,
        "disaster/" + term,
        new Alert(
            id,
            kind,
            term,
            "disaster",
            state,
            startedAt,
            new Window(startedAt, startedAt.plus(Duration.ofMinutes(10))),
            tweets,
            Math.max(tweets, 12),
            2.5,
            List.of("t1", "t2")));
  }
}
