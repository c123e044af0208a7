package io.tocsin.monitor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.alert.AlertState;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.quality.QualityWindow;
import io.tocsin.contracts.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service and a real broker. */
final class ServiceProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int TAGS = 20_000;
  private static final int AUDITS = 500;
  private static final int TERMINATED = 128 + 15;

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
  void countsEachTagAndLabelOnceThoughItIsKilled() throws Exception {
    // Given an adapter, tags, and labels of some: every fifth is wrong
    publishAdapter();
    writeTags(0, TAGS);
    for (int i = 0; i < AUDITS; i++) {
      String category = i % 5 == 0 ? "not" : "disaster";
      cluster.write(Examples.label("t" + i, category, LabelReason.AUDIT));
    }
    cluster.flush();

    // When it is killed amid its work, and another goes on
    try (ServiceProcess killed = ServiceProcess.start(cluster, folder)) {
      await().atMost(PATIENCE).until(() -> total(killed) > 0);
      killed.kill();
    }
    writeTags(TAGS, TAGS + 100);
    cluster.flush();
    try (ServiceProcess next = ServiceProcess.start(cluster, folder).awaitReady()) {
      // Then what is committed, and with it what is answered, comes to all there is
      await()
          .atMost(PATIENCE)
          .ignoreException(NoSuchElementException.class) // before anything is written
          .untilAsserted(() -> assertComplete(written()));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                JsonNode quality = next.json("/quality").path(0);
                assertEquals(TAGS + 100, quality.path("classifications").asLong());
                assertEquals(AUDITS, quality.at("/metrics/rows").asLong());
                assertEquals(0.8, quality.at("/metrics/accuracy").asDouble());
                assertEquals("stable", quality.at("/drift/probability/level").asText());
              });
      assertEquals(TERMINATED, next.terminate());
    }
    assertComplete(written());
  }

  private static void assertComplete(QualityWindow quality) {
    assertEquals(TAGS + 100, quality.classifications());
    assertEquals(
        Map.of("not", Map.of("disaster", 100L), "disaster", Map.of("disaster", 400L)),
        quality.confusion());
  }

  /** Returns what the monitor last said of its only version, as far as it is committed. */
  private QualityWindow written() {
    return cluster.read(Topics.QUALITY, QualityWindow.class).stream()
        .filter(written -> written.window().isEmpty())
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  @Test
  void handsTweetsOutWithTheirTextsUntilTheyAreLabelledOrDeleted() throws Exception {
    try (ServiceProcess service = ServiceProcess.start(cluster, folder).awaitReady()) {
      // Given
      for (int i = 0; i < 20; i++) {
        cluster.write(tagOf("t" + i, cluster.tweet("t" + i, "Flood " + i), 0.5 + i / 100.0));
      }
      cluster.write(Examples.label("t0", "not", LabelReason.IMPORT));
      cluster.delete("t1");
      cluster.flush();
      await().atMost(PATIENCE).until(() -> total(service) == 20 && read("labels", service) == 2);

      // When
      Set<String> given = new HashSet<>();
      for (int request = 0; request < 3; request++) {
        for (JsonNode tweet : service.json("/labelling/next?count=8")) {
          assertTrue(given.add(tweet.path("tweetId").asText()), "handed out twice");
          assertEquals(
              "Flood " + tweet.path("tweetId").asText().substring(1), tweet.path("text").asText());
          assertTrue(Set.of("audit", "active-learning").contains(tweet.path("reason").asText()));
        }
      }

      // Then
      assertEquals(18, given.size());
      assertFalse(given.contains("t0"), "it is labelled");
      assertFalse(given.contains("t1"), "it is deleted");
      assertFalse(service.log().contains("Flood 1"), "tweets do not belong into the log");
    }
  }

  @Test
  void answersAndRefusesAsItIsAskedThoughAllItsTopicsHoldPoison() throws Exception {
    int poisons = cluster.writePoison();
    cluster.write(Examples.tag("a", "v/1", Role.ACTIVE, 0.9, Instant.now()));
    cluster.flush();
    try (ServiceProcess service = ServiceProcess.start(cluster, folder).awaitReady()) {
      await().atMost(PATIENCE).until(() -> total(service) == 1);

      assertEquals(2, service.json("/quality/v%2F1").size(), "a window, and since publication");
      assertEquals(404, service.get("/quality/v2").statusCode());
      assertEquals(400, service.get("/labelling/next?count=0").statusCode());
      assertTrue(service.get("/labelling/next?count=101").body().contains("expected 1 to 100"));
      assertEquals(200, service.get("/q/health/live").statusCode());
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.committed(Topics.deadLetters(Topics.LABELS)).size() == poisons - 1
                      && cluster.committed(Topics.deadLetters(Topics.CLASSIFICATIONS)).size()
                          == poisons);
      assertEquals(1, read("classifications", service));
      endsWhenItsAdaptersAreMadeAnew(service);
    }
  }

  /** What cannot be replaced is the thread that follows them. */
  private void endsWhenItsAdaptersAreMadeAnew(ServiceProcess service) throws Exception {
    cluster.createAnew(Topics.ADAPTERS);

    assertEquals(1, service.awaitEnd());
    assertTrue(service.log().contains("the streams cannot go on: they are PENDING_ERROR"));
  }

  @Test
  void tellsOfASurgeOnceThoughItIsKilled() throws Exception {
    // Given a tweet of two hours ago: what was usual since is known
    Instant before = Instant.now().minus(Duration.ofHours(2));
    cluster.write(Examples.withKeyword(Examples.tag("old", "v1", Role.ACTIVE, 0.9, before), "tea"));

    // When thirty come with a hashtag, without keys, and it is killed when it has told of them
    try (ServiceProcess killed = ServiceProcess.start(cluster, folder).awaitReady()) {
      storm(0, 20);
      await().atMost(PATIENCE).until(() -> alert(killed).path("tweets").asInt() >= 10);
      killed.kill();
    }
    storm(20, 30);

    // Then the next goes on with the same surge, and tells of it though no tweet comes any more
    try (ServiceProcess next = ServiceProcess.start(cluster, folder).awaitReady()) {
      await().atMost(PATIENCE).until(() -> alert(next).path("tweets").asInt() == 30);
      assertEquals("storm", alert(next).path("term").asText());
      assertEquals("hashtag", alert(next).path("kind").asText());
      assertEquals(5, alert(next).path("tweetIds").size());
    }
    List<Alert> told = cluster.read(Topics.ALERTS, Alert.class);
    assertEquals(1, told.stream().map(Alert::id).distinct().count());
    assertEquals(1, told.stream().filter(one -> one.state() == AlertState.STARTED).count());
    assertEquals(AlertState.STARTED, told.getFirst().state());
  }

  private void storm(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      RecordMetadata place = cluster.tweet("Roof gone, send help #Storm " + i);
      Instant written = Instant.ofEpochMilli(place.timestamp());
      Classification tag = Examples.tag(place.toString(), "v1", Role.ACTIVE, 0.9, written);
      cluster.write(Examples.at(tag, place.partition(), place.offset()));
    }
    cluster.flush();
  }

  /** Returns the alert of a hashtag; a missing one while there is none. */
  private static JsonNode alert(ServiceProcess service) throws Exception {
    return service.json("/alerts").path(0);
  }

  private void publishAdapter() {
    cluster.write(
        Topics.ADAPTERS,
        "v1",
        Examples.adapter(
            "v1",
            Map.of("probability", new Histogram(List.of(0.0, 0.8, 1.0), List.of(50L, 50L))),
            Optional.empty()));
  }

  private void writeTags(int from, int to) {
    Instant now = Instant.now();
    for (int i = from; i < to; i++) {
      cluster.write(Examples.tag("t" + i, "v1", Role.ACTIVE, i % 2 == 0 ? 0.9 : 0.7, now));
    }
  }

  private static Classification tagOf(String id, RecordMetadata place, double disaster) {
    return Examples.at(
        Examples.tag(id, "v1", Role.ACTIVE, disaster, Instant.now()),
        place.partition(),
        place.offset());
  }

  /** Returns so many records of a topic as it has taken for good. */
  private static double read(String topic, ServiceProcess service) throws Exception {
    return service.metric(
        "tocsin_monitor_records_total{outcome=\"read\",topic=\"%s\"}".formatted(topic));
  }

  /** Returns so many classifications as it tells of; none while it tells nothing. */
  private static long total(ServiceProcess service) throws Exception {
    return service.json("/quality").path(0).path("classifications").asLong();
  }
}
