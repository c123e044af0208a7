package io.tocsin.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.outcome.OutcomeCheck;
import io.tocsin.cli.outcome.Outcomes;
import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.cli.tag.Tag;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One system of two replicas, its adapters in S3; each test leaves it running and adds to its
 * history.
 */
final class MainJobIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int REPLICAS = 2;

  @TempDir private static Path state;
  private static Bucket bucket;
  private static LocalSystem system;
  private static TraceReceiver traces;
  private static List<LabelledTweet> rows;

  @BeforeAll
  static void start() throws Exception {
    rows = Sample.rows();
    bucket = Bucket.start();
    traces = new TraceReceiver();
    system = startSystem();
  }

  @AfterAll
  static void stop() throws Exception {
    traces.close();
    LocalSystem.in(new StateFolder(state)).close();
    bucket.stop();
  }

  @Test
  void aRetrainOnLabelsPutsANewVersionInThePlaceOfTheOld() throws Exception {
    // Given a system that answers by what was in force before, and labels
    String before = active(system.endpoints().inference().getFirst());
    assertEquals(before, answer("before", rows.getFirst()).adapterVersion());
    List<JsonNode> statuses =
        Http.OPEN.postLines(ingest(), "/labels", rows.stream().map(Sample::label).toList());
    assertEquals(rows.size(), statuses.getLast().path("accepted").asInt(), statuses::toString);

    // When
    String version =
        Http.OPEN
            .post(ingest(), "/retrain", "{\"hyperparameters\": {\"epochs\": 1}}")
            .path("requestId")
            .asText();

    // Then every replica hears of it, and the next tag is the new version's
    for (URI replica : system.endpoints().inference()) {
      await().atMost(PATIENCE).untilAsserted(() -> assertEquals(version, active(replica)));
    }
    assertEquals(version, answer("after", rows.getFirst()).adapterVersion());
  }

  @Test
  void replicasShareTheTweets() throws Exception {
    // When
    List<String> tweets = tweets("shared", 600);
    tag(tweets, "shared");

    // Then
    for (URI replica : system.endpoints().inference()) {
      assertTrue(answered(replica) > 0, replica + " answered nothing");
    }
    assertExactlyOnce();
  }

  @Test
  void aKilledReplicaLosesNothingAndDoublesNothing() throws Exception {
    // Given tweets on their way
    Http.OPEN.postLines(ingest(), "/tweets", tweets("killed", 1500));

    // When
    ProcessHandle replica =
        system.processes().stream()
            .filter(process -> process.name().startsWith("inference"))
            .findFirst()
            .flatMap(process -> ProcessHandle.of(process.pid()))
            .orElseThrow();
    assertTrue(replica.destroyForcibly());
    replica.onExit().join();
    system = startSystem();

    // Then
    awaitAllAnswers();
  }

  @Test
  void aRestartOfEverythingLosesNothing() throws Exception {
    // Given tweets of which some are not answered yet
    Http.OPEN.postLines(ingest(), "/tweets", tweets("restarted", 1000));
    String version = active(system.endpoints().inference().getFirst());

    // When
    system.close();
    system = startSystem();

    // Then
    awaitAllAnswers();
    assertEquals(version, active(system.endpoints().inference().getFirst()));
  }

  @Test
  void everyMetricThatTheDashboardAndTheRulesAskForIsThere() throws Exception {
    // Given a system that was used
    tag(tweets("measured", 10), "measured");
    List<URI> services = new ArrayList<>(system.endpoints().inference());
    services.addAll(List.of(ingest(), system.endpoints().trainer(), system.endpoints().monitor()));

    // When
    Exposition metrics = Exposition.of(services);

    // Then
    assertEquals(
        List.of(),
        Monitoring.read().queries().stream()
            .flatMap(query -> metrics.missing(query).stream())
            .toList());
  }

  @Test
  void nothingIsTracedUnlessItIsAskedFor() throws Exception {
    tag(tweets("untraced", 10), "untraced");

    List<String> topics = List.of(Topics.TWEETS.name(), Topics.CLASSIFICATIONS.name());
    List<String> headers = new ArrayList<>();
    try (Consumer<byte[], byte[]> reader =
        KafkaClients.of(system.endpoints().bootstrapServers()).reader()) {
      new WholeTopics(reader)
          .read(topics, record -> record.headers().forEach(header -> headers.add(header.key())));
    }
    assertTrue(headers.contains("ce_id"), headers::toString);
    assertFalse(headers.contains("traceparent"));
    assertEquals(List.of(), traces.spans());
  }

  @Test
  void anAnswerCanBeMadeAgain() throws Exception {
    // Given answers of the version in force
    String since = Instant.now().toString();
    tag(tweets("again", 300), "again");
    String version = active(system.endpoints().inference().getFirst());

    // When
    JsonNode report =
        Commands.json("retag", "--version", version, "--from", since, "--state", state.toString());

    // Then all answers of that version come again, as exactly as single precision is
    JsonNode made = report.at("/comparison/reproduction");
    assertTrue(made.get("answers").intValue() >= 300, report::toString);
    assertEquals(made.get("answers"), made.get("categories"));
    assertTrue(made.get("largestLogitDifference").doubleValue() < 1e-4, report::toString);
  }

  @Test
  void aDeletedTweetLosesItsLabel() throws Exception {
    // Given
    LabelledTweet row = rows.getFirst();
    Http.OPEN.post(
        ingest(),
        "/labels",
        Sample.label(new LabelledTweet("gone", "", row.text(), row.category())));

    // When
    Commands.json("delete", "gone", "--state", state.toString());

    // Then
    JsonNode known =
        await()
            .atMost(PATIENCE)
            .until(
                () -> Commands.json("explain", "gone", "--state", state.toString()),
                found -> found.at("/labels/1").isObject());
    assertFalse(known.at("/labels/1").hasNonNull("label"), known::toString);
    assertFalse(known.at("/records/0").hasNonNull("tweet"), known::toString);
  }

  private static LocalSystem startSystem() {
    return Systems.start(state, bucket.location(), REPLICAS, traces.endpoint());
  }

  private static void awaitAllAnswers() {
    await().atMost(PATIENCE).until(() -> OutcomeCheck.of(clients()).isComplete());
    assertExactlyOnce();
  }

  private static void assertExactlyOnce() {
    Outcomes outcomes = OutcomeCheck.of(clients());
    assertTrue(outcomes.isExact(), outcomes::toString);
  }

  private static Classification answer(String id, LabelledTweet row) throws Exception {
    return tag(List.of(Sample.tweet(id, row)), id).values().iterator().next().classification();
  }

  private static List<String> tweets(String name, int count) {
    List<String> tweets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tweets.add(Sample.tweet(name + "-" + i, rows.get(i % rows.size())));
    }
    return tweets;
  }

  private static Map<String, Tag> tag(List<String> tweets, String name) throws Exception {
    try (TagStream tags = new TagStream(clients())) {
      Set<String> ids =
          Http.OPEN.postLines(ingest(), "/tweets", tweets).stream()
              .map(status -> status.path("id").asText())
              .filter(id -> id.startsWith(name))
              .collect(Collectors.toSet());
      assertEquals(tweets.size(), ids.size());
      return tags.answers(ids, PATIENCE, _ -> {});
    }
  }

  private static KafkaClients clients() {
    return KafkaClients.of(system.endpoints().bootstrapServers());
  }

  private static URI ingest() {
    return system.endpoints().ingest();
  }

  /** Returns the version that a replica serves. */
  private static String active(URI replica) throws Exception {
    return Http.OPEN
        .get(replica, "/rollout")
        .path("served")
        .path("versions")
        .path("active")
        .asText();
  }

  private static double answered(URI replica) throws Exception {
    return Http.OPEN
        .text(replica, "/q/metrics")
        .lines()
        .filter(line -> line.startsWith("tocsin_inference_tweets_total{"))
        .filter(line -> line.contains("answered"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
