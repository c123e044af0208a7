package io.tocsin.ingest;

import static io.tocsin.ingest.IngestProcess.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.apikey.ApiKey;
import io.tocsin.apikey.KeyRing;
import io.tocsin.apikey.Role;
import io.tocsin.apikey.StoredKey;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.MessageWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Decisions over REST with a key, one after the other. */
@Timeout(60)
final class RolloutsIT {
  private static final ApiKey OPERATOR = ApiKey.create("grace");
  private static final String BASE = "a".repeat(64);
  private static final String ACTIVATE =
      "{\"action\": \"activate\", \"version\": \"%s\", \"why\": \"trained\", \"who\": \"ada\"}";

  private static TestCluster cluster;
  private static IngestProcess service;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    cluster = TestCluster.start(directory);
    Path keys = directory.resolve("api-keys.json");
    StoredKey stored = StoredKey.of(OPERATOR, Set.of(Role.OPERATE), Instant.now());
    new KeyRing(List.of(stored)).write(keys);
    service =
        IngestProcess.start(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                cluster.broker().bootstrapServers(),
                "TOCSIN_API_KEYS",
                keys.toString()));
    List.of("v1", "v2", "v3").forEach(RolloutsIT::publish);
    assertEquals(201, decide(ACTIVATE.formatted("v1")).statusCode());
  }

  @AfterAll
  static void stop() {
    service.close();
    cluster.close();
  }

  @Test
  void answersWithTheRolloutThatItWrote() throws Exception {
    JsonNode before = inForce();

    HttpResponse<String> answer =
        decide("{\"action\": \"canary\", \"version\": \"v2\", \"share\": 0.25, \"why\": \"try\"}");

    ConsumerRecord<byte[], byte[]> record = cluster.last(Topics.ROLLOUTS, BASE).orElseThrow();
    Rollout written = MessageJson.read(record.value(), Rollout.class);
    assertEquals(201, answer.statusCode(), answer.body());
    assertEquals(record.offset(), json(answer.body()).path("offset").asLong());
    assertEquals(
        written,
        MessageJson.read(
            json(answer.body()).path("rollout").toString().getBytes(UTF_8), Rollout.class));
    assertEquals(Optional.of(new Canary("v2", 0.25)), written.canary());
    assertEquals(before.path("offset").asLong(), written.replacesOffset().orElseThrow());
    assertEquals("grace", written.decidedBy());
    assertEquals("try", written.why());
  }

  @Test
  void tellsWhoAnsweredFromOffsetToOffset() {
    JsonNode before = inForce();
    String other = before.at("/rollout/active").asText().equals("v1") ? "v3" : "v1";
    JsonNode written = json(decide(ACTIVATE.formatted(other)).body());

    JsonNode history = history();

    assertEquals(written.path("offset"), history.at("/0/offset"));
    assertTrue(history.at("/0/replacedBy").isMissingNode(), history::toString);
    assertEquals(written.path("rollout"), history.at("/0/rollout"));
    assertEquals("grace", history.at("/0/rollout/decidedBy").asText(), "whoever it names");
    assertEquals(before.path("offset"), history.at("/1/offset"));
    assertEquals(written.path("offset"), history.at("/1/replacedBy"));
  }

  @Test
  void refusesWhatWasDecidedUponAnotherRollout() {
    assertProblem(
        409,
        "expected rollout 987654 in force, found rollout",
        "{\"action\": \"shadow\", \"version\": \"v3\", \"why\": \"x\", \"replaces\": 987654}");
  }

  @Test
  void refusesAVersionThatNobodyPublished() {
    assertProblem(
        404, "version v9: expected a published one, such as [v", ACTIVATE.formatted("v9"));
  }

  @Test
  void refusesWhatIsSoAlready() {
    assertProblem(
        409,
        "it is so since rollout",
        ACTIVATE.formatted(inForce().at("/rollout/active").asText()));
  }

  private static void assertProblem(int status, String detail, String body) {
    HttpResponse<String> answer = decide(body);

    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(json(answer.body()).path("detail").asText().contains(detail), answer.body());
  }

  private static HttpResponse<String> decide(String body) {
    return service.send(
        "POST",
        "/rollouts",
        body,
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + OPERATOR.text());
  }

  private static JsonNode inForce() {
    return history().get(0);
  }

  private static JsonNode history() {
    String key = "Bearer " + OPERATOR.text();
    return json(service.send("GET", "/rollouts", "", "Authorization", key).body());
  }

  private static void publish(String version) {
    AdapterPublished adapter =
        new AdapterPublished(
            version,
            URI.create("file:///adapters/" + version),
            "b".repeat(64),
            BASE,
            version,
            new LabelSnapshot(EndOffsets.of(1), "c".repeat(64), 1),
            42,
            Recipe.DEFAULT.hyperparameters(),
            List.of("not", "disaster"),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            new Verdict.KeptBack("made for a test"),
            Instant.EPOCH);
    try (Producer<byte[], byte[]> producer = cluster.clients().producer()) {
      MessageWriter writer = new MessageWriter(URI.create("/test"));
      var _ = producer.send(writer.record(Topics.ADAPTERS, version, adapter, Instant.EPOCH));
    }
  }
}
