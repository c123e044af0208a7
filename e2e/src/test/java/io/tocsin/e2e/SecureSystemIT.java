package io.tocsin.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.broker.access.AccessReport;
import io.tocsin.broker.access.AccessRules;
import io.tocsin.cli.outcome.OutcomeCheck;
import io.tocsin.cli.outcome.Outcomes;
import io.tocsin.cli.system.Programs;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.access.Principal;
import io.tocsin.contracts.access.ResourceType;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole system on a cluster where everybody may do what is declared, and nothing else. */
final class SecureSystemIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** So few that an adapter is trained soon, and so many that it is found to be better. */
  private static final int LABELS = 800;

  @TempDir private static Path directory;
  private static SecureSystem system;
  private static SecureCluster cluster;
  private static WrittenRecords records;
  private static ServiceKeys keys;
  private static Http http;
  private static List<LabelledTweet> rows;

  @BeforeAll
  static void start() throws Exception {
    rows = Sample.rows();
    system = SecureSystem.start(directory);
    cluster = system.cluster();
    records = new WrittenRecords(cluster.adminClients());
    keys = system.keys();
    http = Http.with(keys.whole());
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void everybodyDoesTheirWholeJobAndNeedsAllTheyWereGranted() throws Exception {
    // Given records that cannot be read, and labels
    records.poison(Topics.TWEETS);
    records.poison(Topics.LABELS);
    records.poison(Topics.RETRAIN_REQUESTS);
    http.postLines(ingest(), "/labels", rows.stream().limit(LABELS).map(Sample::label).toList());

    // When the operator has an adapter trained, and tweets come
    String retrained =
        tocsin(
            "retrain",
            "--epochs",
            "1",
            "--seed",
            "1",
            "--ingest",
            ingest().toString(),
            "--key-file",
            keys.keyFile().toString());
    assertTrue(retrained.contains("promoted"), retrained);
    List<String> tweets =
        rows.stream().limit(200).map(row -> Sample.tweet("new-" + row.id(), row)).toList();
    try (TagStream tags = new TagStream(cluster.clients(Access.READER))) {
      http.postLines(ingest(), "/tweets", tweets);
      tags.answers(tweets.size(), PATIENCE);
    }

    // Then each tweet has one answer, each unreadable record lies aside, and all can be watched
    assertEachAnsweredOnce();
    for (TopicDeclaration source : List.of(Topics.TWEETS, Topics.LABELS, Topics.RETRAIN_REQUESTS)) {
      await().atMost(PATIENCE).until(() -> records.letters(source) == 1);
    }
    Visitors.readInAGroup(cluster.clients(Access.READER));
    tocsin("watch", "--from-beginning", "--limit", "1", "--text");
    tocsin("topics", "--check");
    String status = tocsin("status", "--state", system.state().toString());
    assertTrue(status.contains("inference is 0 behind on tweets"), status);
    askAgain();
    changeWhoAnswers();
    chooseWhatToLabel();
    seeWhatSurges();
    letTheMonitorDecide();
    Visitors.lookAsTheAutoscaler(cluster.clients(Access.AUTOSCALER));
    lookInto(tweets);
    await().atMost(PATIENCE).untilAsserted(() -> assertEquals(List.of(), unneeded()));
    askInVain();
    assertKeptSecret();
  }

  @Test
  void noEndpointLetsAnOutsiderIn() throws Exception {
    List<URI> services = new ArrayList<>(system.endpoints().inference());
    services.addAll(List.of(ingest(), system.endpoints().trainer(), system.endpoints().monitor()));
    List<Endpoint> endpoints = new ArrayList<>();
    for (URI service : services) {
      endpoints.addAll(Endpoint.of(service));
    }

    assertEquals(List.of(), Outsiders.faults(endpoints, keys));
    assertTrue(
        endpoints.stream().filter(Endpoint::changesSomething).count() >= 8, endpoints::toString);
  }

  @Test
  void aServiceWithAWrongPasswordIsNotReadyAndSaysWhy() throws Exception {
    List<String> command = cluster.as("ingest", "guessed", Programs.built(Systems.HOME).ingest());
    try (Refused ingest = Refused.start(cluster, command, directory)) {
      ingest.awaitNotReady("invalid credentials");

      assertFalse(ingest.log().contains("guessed"), ingest.log());
    }
  }

  @Test
  void servicesEndThatWereNotGrantedTheirWork() throws Exception {
    Programs programs = Programs.built(Systems.HOME);
    List<String> unfit = cluster.as(Access.INGEST, programs.trainer());
    List<String> fewer = cluster.as(withoutTransactions(), programs.inference());
    try (Refused trainer = Refused.start(cluster, unfit, directory);
        Refused inference = Refused.start(cluster, fewer, directory)) {
      trainer.awaitLogged("Not authorized to access group: trainer");
      inference.awaitLogged("Transactional Id authorization failed");

      assertEquals(1, trainer.exitCode());
      assertEquals(1, inference.exitCode());
    }
  }

  /** Adds a user who may do all that inference may, but for this. */
  private static Principal withoutTransactions() {
    Principal fewer =
        new Principal(
            "inference-without-transactions",
            "a test",
            Access.INFERENCE.grants().stream()
                .filter(grant -> grant.type() != ResourceType.TRANSACTIONAL_ID)
                .toList());
    cluster.add(List.of(fewer));
    return fewer;
  }

  /** Returns the rules without which all went as it did. */
  private static List<String> unneeded() {
    return Access.ALL.stream()
        .flatMap(AccessRules::rules)
        .filter(rule -> !RecordingAuthorizer.wasNeeded(rule))
        .map(AccessReport::text)
        .toList();
  }

  /** Has the trainer look for what it has published: the first time there was nothing to read. */
  private static void askAgain() throws Exception {
    ConsumerRecord<byte[], byte[]> request =
        records.of(Topics.RETRAIN_REQUESTS).stream()
            .filter(record -> !Arrays.equals(record.key(), WrittenRecords.POISON))
            .findFirst()
            .orElseThrow();
    records.send(new ProducerRecord<>(request.topic(), request.key(), request.value()));
  }

  /** Over REST, and back by the command line. */
  private static void changeWhoAnswers() throws Exception {
    JsonNode untrained =
        http.post(
            ingest(),
            "/rollouts",
            "{\"action\": \"activate\", \"version\": \"0\", \"why\": \"a test\"}");
    assertEquals("0", untrained.at("/rollout/active").asText(), untrained::toString);
    String inference = system.endpoints().inference().getFirst().toString();
    tocsin(
        "rollout",
        "rollback",
        "--why",
        "a test",
        "--inference",
        inference,
        "--key-file",
        keys.keyFile().toString());
  }

  /** The monitor takes their texts from the tweets; of a tag that it cannot read it tells. */
  private static void chooseWhatToLabel() throws Exception {
    URI monitor = system.endpoints().monitor();
    await().atMost(PATIENCE).until(() -> !http.get(monitor, "/labelling/next?count=5").isEmpty());
    records.poison(Topics.CLASSIFICATIONS);
    await().atMost(PATIENCE).until(() -> records.letters(Topics.CLASSIFICATIONS) == 1);
  }

  private static void seeWhatSurges() throws Exception {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              // Until the monitor has seen enough to tell of any.
              for (ProducerRecord<byte[], byte[]> tag : Surge.tags()) {
                records.send(tag);
              }
              return tocsin("alerts").contains("keyword " + Surge.KEYWORD);
            });
  }

  /** Whatever was refused is refused again: the letters are the same. */
  private static void lookInto(List<String> tweets) throws Exception {
    String id = MessageJson.mapper().readTree(tweets.getFirst()).path("id").asText();
    tocsin("explain", id);
    String replayed = tocsin("dlq", "replay", "--all");
    assertTrue(replayed.startsWith("4 replayed"), replayed);
    tocsin("retag", "--version", "0", "--from", "0", "--to", "1");
    // The tweet that could not be read is deleted: its label and all letters go with it.
    records.send(new ProducerRecord<>(Topics.TWEETS.name(), WrittenRecords.POISON, null));
  }

  private static void letTheMonitorDecide() throws Exception {
    http.post(
        ingest(), "/rollouts", "{\"action\": \"shadow\", \"version\": \"0\", \"why\": \"a test\"}");
    await()
        .atMost(PATIENCE)
        .until(() -> records.isIn(Topics.ROLLOUTS, "\"decidedBy\":\"monitor\""));
    http.postLines(ingest(), "/labels", List.of(Sample.label(rows.getLast())));
    await().atMost(PATIENCE).until(() -> records.isIn(Topics.RETRAIN_REQUESTS, "\"label-count\""));
  }

  private static void assertEachAnsweredOnce() {
    Outcomes outcomes = OutcomeCheck.of(cluster.adminClients());
    assertTrue(outcomes.isExact(), outcomes::toString);
    assertEquals(1, outcomes.deadLettered());
  }

  /** Requests that are refused, with a text that no log may hold. */
  private static void askInVain() throws Exception {
    String bad = "{\"text\": \"%s\"".formatted(WrittenRecords.POISON_TEXT);
    for (String path : List.of("/tweets", "/labels", "/retrain", "/rollouts")) {
      assertEquals(400, http.status("POST", ingest().resolve(path), "application/json", bad));
    }
    http.postLines(ingest(), "/tweets", List.of(bad));
    URI classify = system.endpoints().inference().getFirst().resolve("/classify");
    assertEquals(400, http.status("POST", classify, "application/json", bad));
    assertEquals(200, http.status("POST", classify, "text/plain", WrittenRecords.POISON_TEXT));
    assertEquals(401, Http.OPEN.status("POST", classify, "application/json", bad));
  }

  /** Mistakes that are made easily: settings are logged, recorded for restarts, shown in errors. */
  private static void assertKeptSecret() throws Exception {
    Path state = system.state();
    List<String> secrets = List.of(SecureCluster.PASSWORD, keys.whole().text());
    assertEquals(List.of(), Secrecy.leaks(state, secrets));
    assertEquals(List.of(), Secrecy.leaks(state.resolve("logs"), texts()));
  }

  /** Returns what nobody says by chance. */
  private static List<String> texts() {
    List<String> texts = new ArrayList<>(List.of(WrittenRecords.POISON_TEXT));
    rows.stream().map(LabelledTweet::text).filter(text -> text.length() > 20).forEach(texts::add);
    return texts;
  }

  private static String tocsin(String... command) throws IOException {
    return system.tocsin(command);
  }

  private static URI ingest() {
    return system.endpoints().ingest();
  }
}
