package io.tocsin.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.Ran;
import io.tocsin.cli.client.FakeIngest.Answer;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.message.MessageJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningSystemIT {
  private static Cluster cluster;

  @TempDir private Path state;

  @BeforeAll
  static void start(@TempDir Path data) {
    cluster = Cluster.start(data);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void showsTagsOfACategoryWithWhatTheTweetsSay() throws Exception {
    tagged("w1", "a fire", "watched");
    tagged("w2", "tea", "not");
    tagged("w3", "a\nflood", "watched");

    Ran ran = watch("--category", "watched", "--limit", "2", "--text", "--json");

    List<JsonNode> tags = ran.out().lines().map(RunningSystemIT::json).toList();
    assertEquals(
        List.of("a\nflood", "a fire"),
        tags.stream().map(tag -> tag.get("text").textValue()).sorted().toList());
    assertTrue(tags.stream().allMatch(tag -> tag.get("category").textValue().equals("watched")));
  }

  @Test
  void showsTagsInLines() {
    tagged("l1", "a fire", "lined");

    Ran ran = watch("--category", "lined", "--limit", "1", "--text");

    assertTrue(
        ran.out().matches("\\d\\d:\\d\\d:\\d\\d  lined      0.90  l1 +by v1 in 35 ms  a fire\n"),
        ran::out);
  }

  @Test
  void waitsForTheTagOfItsTweet() {
    try (FakeIngest ingest =
        FakeIngest.answering(
            _ -> {
              cluster.write(Topics.CLASSIFICATIONS, "t1", Messages.tag("t1", "disaster", 0, 0));
              return new Answer(201, "{\"id\":\"t1\",\"partition\":0,\"offset\":0}");
            })) {
      Ran ran = run("tweet", "help", "--id", "t1", "--wait", "--ingest", ingest.url().toString());

      assertEquals(0, ran.exitCode(), ran::err);
      assertTrue(ran.out().contains("disaster   0.90  t1"), ran::out);
    }
  }

  @Test
  void saysThatNoTagCame() {
    try (FakeIngest ingest =
        FakeIngest.answering(
            _ -> new Answer(201, "{\"id\":\"t2\",\"partition\":0,\"offset\":0}"))) {
      Ran ran = run("tweet", "x", "--wait", "--timeout", "1", "--ingest", ingest.url().toString());

      assertEquals(1, ran.exitCode());
      assertTrue(ran.err().contains("tweet t2 has no tag after 1 s: see tocsin status"), ran::err);
    }
  }

  @Test
  void findsTheTextOfATweetThatIsLabelled() {
    tweet("f1", "old text");
    tweet("f1", "a fire");
    try (FakeIngest ingest =
        FakeIngest.answering(_ -> new Answer(201, "{\"partition\":0,\"offset\":0}"))) {
      Ran ran = run("label", "f1", "disaster", "--ingest", ingest.url().toString());

      assertEquals(0, ran.exitCode(), ran::err);
      assertTrue(ingest.bodies().getFirst().contains("\"text\":\"a fire\""));
    }
  }

  @Test
  void asksForTheTextOfATweetThatIsNotThere() {
    Ran ran = run("label", "nowhere", "disaster");

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("expected tweet nowhere in topic tweets"), ran::err);
    assertTrue(ran.err().contains("--text"), ran::err);
  }

  @Test
  void followsATrainingToItsAdapter() {
    Verdict verdict = new Verdict.Promoted("80 of 100 right");
    Ran ran =
        retrain(
            "r1",
            new TrainingState.Accepted(),
            new TrainingState.Running(1, 3, 20, 60, 0.5, 1000),
            new TrainingState.Evaluating(100),
            new TrainingState.Published("r1", verdict));

    assertEquals(0, ran.exitCode(), ran::err);
    assertTrue(ran.err().contains("taken by trainer-1"), ran::err);
    assertTrue(ran.err().contains("train 20 of 60: epoch 1 of 3, loss 0.5000"), ran::err);
    assertTrue(ran.out().matches("(?s).*accuracy +50.00 % +80.00 %.*"), ran::out);
    assertTrue(ran.out().contains("from 1,234 labels, promoted: 80 of 100 right"), ran::out);
  }

  @Test
  void failsWithTheTrainersReason() {
    Ran ran = retrain("r2", new TrainingState.Failed("too few labels: expected 8, found 2"));

    assertEquals(1, ran.exitCode());
    assertTrue(
        ran.err().contains("request r2 failed: too few labels: expected 8, found 2"), ran::err);
  }

  @Test
  void findsTopicsAsTheyAreDeclaredOrSaysHowTheyDiffer() throws Exception {
    Ran before = run("topics", "--check");
    try (Admin admin = cluster.clients().admin()) {
      admin.deleteTopics(List.of(Topics.ALERTS.name())).all().get();
    }

    Ran after = run("topics", "--check");

    assertEquals(0, before.exitCode(), before::toString);
    assertEquals(1, after.exitCode());
    assertTrue(
        after.out().contains("topic alerts: partitions should be 1, found no such topic"),
        after::out);
  }

  @Test
  void createsTopicsThatAreMissing() throws Exception {
    try (Admin admin = cluster.clients().admin()) {
      admin.deleteTopics(List.of(Topics.QUALITY.name())).all().get();
    }

    Ran ran = run("topics", "--create");

    assertEquals(0, ran.exitCode(), ran::err);
    assertTrue(ran.out().matches("(?s).*Created: .*\\bquality\\b.*"), ran::out);
    assertTrue(ran.out().contains("The cluster's topics are as declared."), ran::out);
  }

  private static Ran retrain(String requestId, TrainingState... states) {
    try (FakeIngest ingest =
        FakeIngest.answering(
            _ -> {
              write("another", new TrainingState.Failed("not ours"));
              cluster.write(
                  Topics.ADAPTERS,
                  requestId,
                  Messages.adapter(requestId, new Verdict.Promoted("80 of 100 right")));
              for (TrainingState state : states) {
                write(requestId, state);
              }
              byte[] request = MessageJson.write(Messages.request(requestId));
              return new Answer(202, new String(request, StandardCharsets.UTF_8));
            })) {
      return Ran.tocsin(
          "retrain",
          "--bootstrap-servers",
          cluster.bootstrapServers(),
          "--ingest",
          ingest.url().toString());
    }
  }

  private static void write(String requestId, TrainingState state) {
    cluster.write(Topics.TRAINING_PROGRESS, requestId, Messages.progress(requestId, state));
  }

  private static RecordMetadata tweet(String id, String text) {
    return cluster.write(Topics.TWEETS, id, Tweet.of(Optional.of(id), text));
  }

  private static void tagged(String id, String text, String category) {
    RecordMetadata place = tweet(id, text);
    cluster.write(
        Topics.CLASSIFICATIONS, id, Messages.tag(id, category, place.partition(), place.offset()));
  }

  private Ran watch(String... options) {
    Stream<String> fixed = Stream.of("watch", "--from-beginning");
    return run(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
  }

  private Ran run(String... command) {
    Stream<String> fixed =
        Stream.of("--bootstrap-servers", cluster.bootstrapServers(), "--state", state.toString());
    return Ran.tocsin(Stream.concat(Stream.of(command), fixed).toArray(String[]::new));
  }

  private static JsonNode json(String line) {
    try {
      return MessageJson.mapper().readTree(line);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
