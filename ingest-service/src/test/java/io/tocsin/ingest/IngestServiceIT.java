package io.tocsin.ingest;

import static io.tocsin.ingest.IngestProcess.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged service, its requests and what they leave in Kafka. */
@Timeout(60)
final class IngestServiceIT {
  private static final String JSON = "application/json";
  private static final String LABEL =
      "{\"tweetId\": \"%s\", \"text\": \"pier gone\", \"category\": \"disaster\"}";

  private static TestCluster cluster;
  private static IngestProcess service;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    cluster = TestCluster.start(directory);
    service =
        IngestProcess.start(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                cluster.broker().bootstrapServers(),
                "TOCSIN_LOG_JSON",
                "true"));
  }

  @AfterAll
  static void stop() {
    service.close();
    cluster.close();
  }

  @Test
  void writesATweetWithItsIdAsKey() throws UnreadableMessageException {
    HttpResponse<String> answer =
        service.post("/tweets", JSON, "{\"id\": \"one-17\", \"text\": \"forest fire 🔥\"}");

    ConsumerRecord<byte[], byte[]> record = cluster.last(Topics.TWEETS, "one-17").orElseThrow();
    assertEquals(201, answer.statusCode(), answer.body());
    assertEquals("one-17", json(answer.body()).get("id").asText());
    assertEquals(record.partition(), json(answer.body()).get("partition").asInt());
    assertEquals(record.offset(), json(answer.body()).get("offset").asLong());
    assertEquals(
        Tweet.of(Optional.of("one-17"), "forest fire 🔥"),
        MessageJson.read(record.value(), Tweet.class));
    assertEquals("/ingest-service", header(record, "ce_source"));
    assertEquals("io.tocsin.Tweet", header(record, "ce_type"));
  }

  @Test
  void givesATweetInPlainTextAnId() throws UnreadableMessageException {
    HttpResponse<String> answer = service.post("/tweets", "text/plain", "{pier gone}\n");

    String id = json(answer.body()).get("id").asText();
    ConsumerRecord<byte[], byte[]> record = cluster.last(Topics.TWEETS, id).orElseThrow();
    assertEquals(201, answer.statusCode(), answer.body());
    assertEquals(
        Tweet.of(Optional.of(id), "{pier gone}"), MessageJson.read(record.value(), Tweet.class));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          /tweets | application/json | {"id": "17"} | 400 | text: expected text, found none
          /tweets | application/json | {"text": "secret | 400 | not JSON: it ends too early
          /tweets | application/json | ~~ | 400 | expected a Tweet as JSON, found nothing
          /tweets | text/plain | ~ ~ | 400 | expected a tweet's text, found none
          /tweets | text/csv | secret | 415 | ~~
          /tweets | text/plain; charset=iso-8859-1 | secret | 415 | charset: expected utf-8, found iso-8859-1
          /labels | application/json | {"tweetId": "1", "text": "secret", "category": "storm"} | 400 | category: expected one of [not, disaster], found another
          /labels | application/json | {"tweetId": "1", "category": "not"} | 400 | text: expected text, found none
          /labels | text/plain | secret | 415 | ~~
          /retrain | application/json | {"recipe": "best"} | 400 | recipe: expected one of [default, seed], found best
          /retrain | application/json | {"sede": 1} | 400 | sede: unknown, expected one of [hyperparameters, recipe, seed, who, why]
          /retrain | application/json | {"hyperparameters": {"epochs": 0}} | 400 | hyperparameters.epochs: expected at least 1, found 0
          /retrain | application/json | {"hyperparameters": {"lora": {"rank": 8}}} | 400 | hyperparameters.lora.rank: unknown, expected one of [r, alpha, dropout, rslora, targets]
          /rollouts | application/json | {"action": "rollback"} | 400 | why: expected text, found none
          /rollouts | application/json | {"action": "jump", "why": "x"} | 400 | action
          /rollouts | application/json | {"action": "canary", "version": "v1", "why": "x"} | 400 | share: expected one for this action, found none
          /rollouts | application/json | {"action": "activate", "version": "v1", "share": 0.1, "why": "x"} | 400 | share: expected none for this action, found 0.1
          /rollouts | application/json | {"action": "rollback", "versoin": "v1", "why": "x"} | 400 | versoin: unknown, expected one of
          /nowhere | application/json | {} | 404 | ~~
          """)
  void refusesWithAProblem(String path, String type, String body, int status, String detail) {
    HttpResponse<String> answer = service.post(path, type, body);

    assertProblem(status, answer);
    assertTrue(json(answer.body()).get("detail").asText().contains(detail), answer.body());
    assertFalse(answer.body().contains("secret"), answer.body());
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] body = "{\"text\": \"caf?\"}".getBytes(UTF_8);
    body[13] = (byte) 0xE9;

    assertProblem(400, service.post("/tweets", JSON, body));
    assertProblem(400, service.post("/tweets", "text/plain", body));
  }

  @Test
  void refusesWhatIsTooLong() {
    String text = "a".repeat(65_536);

    assertEquals(201, service.post("/tweets", "text/plain", text).statusCode());
    assertProblem(413, service.post("/tweets", "text/plain", text + "a"));
    assertProblem(413, service.post("/labels", JSON, text + "a"));
    assertProblem(413, service.post("/retrain", JSON, text + "a"));
  }

  @Test
  void writesALabelAndTakesItBack() throws UnreadableMessageException {
    HttpResponse<String> given = service.post("/labels", JSON, LABEL.formatted("taken/back"));
    byte[] value = cluster.last(Topics.LABELS, "taken/back").orElseThrow().value();

    HttpResponse<String> taken = service.delete("/labels/taken%2Fback");

    Label label = MessageJson.read(value, Label.class);
    ConsumerRecord<byte[], byte[]> last = cluster.last(Topics.LABELS, "taken/back").orElseThrow();
    assertEquals(201, given.statusCode(), given.body());
    assertEquals("api", label.givenBy());
    assertEquals(200, taken.statusCode(), taken.body());
    assertNull(last.value());
    assertEquals(last.offset(), json(taken.body()).get("offset").asLong());
  }

  @Test
  void deletesATweetAndTellsWhatRemains() {
    HttpResponse<String> deleted = service.delete("/tweets/a%2Fb%20c");

    assertEquals(200, deleted.statusCode(), deleted.body());
    assertNull(cluster.last(Topics.TWEETS, "a/b c").orElseThrow().value());
    assertTrue(deleted.body().contains("tweets, for 7 days after"), deleted.body());
  }

  @Test
  void freezesTheLabelsOfARequest() throws UnreadableMessageException {
    service.post("/labels", JSON, LABEL.formatted("before"));
    EndOffsets ends = cluster.ends(Topics.LABELS);

    HttpResponse<String> answer =
        service.post(
            "/retrain",
            JSON,
            "{\"who\": \"ada\", \"recipe\": \"seed\", \"hyperparameters\": {\"epochs\": 2}}");

    service.post("/labels", JSON, LABEL.formatted("after"));
    RetrainRequested request =
        MessageJson.read(answer.body().getBytes(UTF_8), RetrainRequested.class);
    byte[] written =
        cluster.last(Topics.RETRAIN_REQUESTS, request.requestId()).orElseThrow().value();
    assertEquals(202, answer.statusCode(), answer.body());
    assertEquals(request, MessageJson.read(written, RetrainRequested.class));
    assertEquals(ends, request.labelEndOffsets());
    assertEquals(2, request.hyperparameters().epochs());
    assertEquals(Recipe.SEED.hyperparameters().lora(), request.hyperparameters().lora());
    assertEquals(new RetrainReason.Operator("ada", "asked for"), request.reason());
  }

  @Test
  void refusesABodyOfUnknownKind() {
    HttpResponse<String> answer = service.post("/tweets", "secret");

    assertProblem(415, answer);
    assertTrue(answer.body().contains("Content-Type: expected one, found none"), answer.body());
  }

  @Test
  void refusesAHugeBodyWithoutReadingItAll() {
    assertProblem(413, service.post("/tweets", "text/plain", new byte[30_000_000]));
  }

  @Test
  void asksForATrainingWithoutABody() {
    HttpResponse<String> answer = service.post("/retrain", "");

    assertEquals(202, answer.statusCode(), answer.body());
    assertEquals(42, json(answer.body()).get("seed").asLong());
  }

  @Test
  void isReadyAlivePublishedAndMeasured() {
    service.post("/tweets", "text/plain", "fire");

    String metrics = service.get("/q/metrics").body();
    JsonNode paths = json(service.get("/q/openapi?format=json").body()).get("paths");
    assertEquals(200, service.get("/q/health/ready").statusCode());
    assertEquals(200, service.get("/q/health/live").statusCode());
    assertTrue(
        metrics.contains("tocsin_ingest_records_total{outcome=\"accepted\",topic=\"tweets\"}"));
    assertTrue(metrics.contains("tocsin_ingest_bytes_total{topic=\"tweets\"}"));
    assertTrue(metrics.contains("tocsin_ingest_in_flight_records 0.0"), metrics);
    assertTrue(metrics.contains("kafka_producer_"));
    assertTrue(paths.at("/~1tweets/post/responses").has("201"), paths::toString);
    assertTrue(paths.at("/~1labels/post/responses").has("201"), paths::toString);
    assertTrue(paths.at("/~1retrain/post/responses").has("202"), paths::toString);
    assertTrue(paths.has("/labels/{tweetId}"));
    assertTrue(paths.at("/~1rollouts/get/responses").has("200"), paths::toString);
    assertTrue(paths.at("/~1rollouts/post/responses").has("409"), paths::toString);
  }

  @Test
  void logsJsonWithoutTexts() {
    service.post("/tweets", "text/plain", "unmistakable words");
    service.post("/tweets", JSON, "{\"text\": \"unmistakable words");
    service.post("/retrain", JSON, "");

    List<String> log = List.copyOf(service.log());
    log.forEach(line -> assertTrue(json(line).has("message"), line));
    assertFalse(String.join("", log).contains("unmistakable"));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static void assertProblem(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(status, json(answer.body()).get("status").asInt());
    assertFalse(json(answer.body()).get("title").asText().isBlank());
  }
}
