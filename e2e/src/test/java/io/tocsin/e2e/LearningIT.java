package io.tocsin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The subject of the stream shifts: {@code tocsin demo --learning}, and what topics hold of it. */
final class LearningIT {
  @TempDir private static Path state;
  private static JsonNode report;
  private static List<RetrainRequested> requests;
  private static List<Rollout> rollouts;

  @BeforeAll
  static void run() throws Exception {
    List<String> command = new ArrayList<>(List.of("demo", "--learning", "--keep"));
    for (String part : List.of("broker", "ingest", "trainer", "monitor", "inference")) {
      command.addAll(List.of("--" + part + "-port", "0"));
    }
    command.addAll(List.of("--state", state.toString()));
    report = Commands.json(command.toArray(String[]::new));
    KafkaClients clients = KafkaClients.of(system().endpoints().bootstrapServers());
    requests =
        records(clients, Topics.RETRAIN_REQUESTS.name(), RetrainRequested.class).stream()
            .sorted(Comparator.comparing(RetrainRequested::acceptedAt))
            .toList();
    rollouts = records(clients, Topics.ROLLOUTS.name(), Rollout.class);
  }

  @AfterAll
  static void stop() {
    system().close();
  }

  @Test
  void accuracyFallsWithTheShiftAndIsWonBack() {
    assertTrue(accuracy("after") < accuracy("before"), report::toPrettyString);
    assertTrue(accuracy("promoted") > accuracy("after"), report::toPrettyString);
  }

  @Test
  void thePolicyAsksForOneRetrainForTheAccuracyThatItMeasured() {
    assertEquals(2, requests.size(), requests::toString);
    assertInstanceOf(RetrainReason.Operator.class, requests.getFirst().reason());
    RetrainReason.Quality reason =
        assertInstanceOf(RetrainReason.Quality.class, requests.getLast().reason());
    assertEquals("accuracy", reason.figure());
    assertTrue(reason.value() < reason.threshold(), reason::toString);
    // It looks at the last minute, in which there may be tweets from before the shift.
    assertTrue(reason.value() < accuracy("before"), reason::toString);
  }

  @Test
  void theChallengerShadowsWinsAnswersAShareAndIsPromoted() {
    String first = requests.getFirst().requestId();
    String second = requests.getLast().requestId();

    assertEquals(List.of(first), rollouts.get(0).versions());
    assertEquals(List.of(first, second), rollouts.get(1).versions());
    assertEquals(second, rollouts.get(1).shadow().orElseThrow());
    assertEquals(second, rollouts.get(2).canary().orElseThrow().version());
    assertTrue(rollouts.get(2).why().startsWith("better: " + second), rollouts.get(2).why());
    assertEquals(List.of(second), rollouts.get(3).versions());
  }

  @Test
  void theBadAdapterShadowsLosesAndGoes() {
    String second = requests.getLast().requestId();
    String bad = rollouts.get(4).shadow().orElseThrow();

    assertEquals(second, rollouts.get(4).active());
    assertEquals(List.of(second), rollouts.get(5).versions());
    assertTrue(rollouts.get(5).why().startsWith("worse: " + bad), rollouts.get(5).why());
  }

  @Test
  void trainerAndDemoOfferAndTheMonitorDecides() {
    assertEquals(
        List.of("trainer-service", "trainer-service", "monitor", "monitor", "demo", "monitor"),
        rollouts.stream().map(Rollout::decidedBy).toList());
  }

  @Test
  void theTimelineTellsWhatTopicsHold() {
    assertEquals(
        List.of(
            "teach",
            "answers",
            "stream",
            "shift",
            "request",
            "stream",
            "shadow",
            "canary",
            "promoted",
            "bad",
            "withdrawn"),
        events().map(event -> event.path("event").asText()).toList());
    assertEquals(
        Stream.of(2, 3, 5).map(index -> rollouts.get(index).why()).toList(),
        events()
            .filter(event -> event.path("text").asText().endsWith("decided by the monitor"))
            .map(event -> event.path("why").asText())
            .toList());
    assertTrue(report.at("/retrain/labels").asLong() >= report.at("/retrain/audits").asLong());
  }

  /** Those of rounds in which nothing was decided yet come as often as they must. */
  private static Stream<JsonNode> events() {
    return StreamSupport.stream(report.path("timeline").spliterator(), false)
        .filter(event -> !event.path("event").asText().equals("waits"));
  }

  private static double accuracy(String when) {
    JsonNode audits = report.path(when);
    assertTrue(audits.path("tweets").asLong() > 0, report::toPrettyString);
    return audits.path("right").asDouble() / audits.path("tweets").asDouble();
  }

  private static <T> List<T> records(KafkaClients clients, String topic, Class<T> message) {
    List<T> all = new ArrayList<>();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      new WholeTopics(reader)
          .read(List.of(topic), record -> all.add(read(record.value(), message)));
    }
    return all;
  }

  private static <T> T read(byte[] value, Class<T> message) {
    try {
      return MessageJson.read(value, message);
    } catch (UnreadableMessageException e) {
      throw new AssertionError(e);
    }
  }

  private static LocalSystem system() {
    return LocalSystem.in(new StateFolder(state));
  }
}
