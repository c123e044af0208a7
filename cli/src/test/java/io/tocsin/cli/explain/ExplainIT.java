package io.tocsin.cli.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.Ran;
import io.tocsin.cli.client.Cluster;
import io.tocsin.cli.client.Messages;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.message.DeadLetters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainIT {
  private static Cluster cluster;

  @BeforeAll
  static void start(@TempDir Path data) {
    cluster = Cluster.start(data);
    cluster.write(
        Topics.ADAPTERS, "v1", Messages.adapter("v1", new Verdict.Promoted("80 of 100 right")));
    for (int offset = 0; offset <= 3; offset++) {
      cluster.write(Topics.ROLLOUTS, "b", rollout(offset));
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void tellsAllThatIsKnownOfATweet() throws Exception {
    tagged("known", "a fire near La Ronge");
    cluster.write(Topics.LABELS, "known", label("known"));

    Ran text = cluster.run("explain", "known");
    JsonNode json = cluster.run("explain", "known", "--json").json();

    assertEquals(0, text.exitCode(), text::err);
    assertContains(text, "a fire near La Ronge");
    assertContains(text, "tag         disaster 0.900 by v1 as active, rollout 3, of tweets-");
    assertContains(text, ": disaster by me (audit)");
    assertContains(text, "rollout     3 at 1970-01-01T00:00:00Z by tests: v1 answers; number 3");
    assertContains(text, "lies at     file:///adapters/v1");
    assertContains(text, "seed        42");
    assertContains(text, "from 1,234 labels, promoted: 80 of 100 right");
    assertContains(text, ", all of it");
    assertEquals("a fire near La Ronge", json.at("/records/0/tweet/text").textValue());
    assertEquals("v1", json.at("/adapters/0/version").textValue());
    assertEquals(5, json.get("searched").size());
  }

  @Test
  void tellsWhyATweetWasRefused() {
    byte[] key = "refused".getBytes(UTF_8);
    RecordMetadata place = cluster.write(new ProducerRecord<>("tweets", key, new byte[] {'{'}));
    cluster.write(
        new DeadLetters(Topics.TWEETS, "inference-service")
            .of(
                new ConsumerRecord<>(
                    "tweets", place.partition(), place.offset(), key, new byte[] {'{'}),
                "not JSON: it ends too early",
                Instant.now()));

    Ran ran = cluster.run("explain", "refused");

    assertEquals(0, ran.exitCode(), ran::err);
    assertContains(ran, "by inference-service: not JSON: it ends too early");
    assertContains(ran, "tags        none");
  }

  @Test
  void findsWhatIsKnownByItsPlaceAlone() {
    byte[] line = "a plain line".getBytes(UTF_8);
    RecordMetadata place = cluster.write(new ProducerRecord<>("tweets", 7, null, line));

    Ran ran = cluster.run("explain", "tweets-7-" + place.offset());

    assertContains(ran, "a plain line");
  }

  @Test
  void saysThatATweetAgedOut() throws Exception {
    RecordMetadata place = tagged("aged", "old news");
    try (Admin admin = cluster.clients().admin()) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition("tweets", place.partition()),
                  RecordsToDelete.beforeOffset(place.offset() + 1)))
          .all()
          .get();
    }

    Ran ran = cluster.run("explain", "aged");

    assertEquals(0, ran.exitCode(), ran::err);
    assertContains(ran, "its text is gone: topic tweets no longer keeps tweets-");
    assertContains(ran, "all that it keeps");
  }

  @Test
  void saysWhatWasSearchedForATweetThatNobodyKnows() {
    Ran ran = cluster.run("explain", "nobody");

    assertEquals(1, ran.exitCode());
    assertContains(ran, "no record, tag, label or dead letter names tweet nobody");
    assertContains(ran, "searched    labels-dlq-0: offsets 0 to 0");
  }

  @Test
  void searchesTheNewestRecordsOnly() {
    tagged("bounded", "old");
    tagged("bounded", "new");

    Ran ran = cluster.run("explain", "bounded", "--records", "1");

    assertContains(ran, "\n            new\n");
    assertTrue(!ran.out().contains("\n            old\n"), ran::out);
    assertContains(ran, "not the older ones from 0 on: see --records");
  }

  private static RecordMetadata tagged(String id, String text) {
    RecordMetadata place = cluster.write(Topics.TWEETS, id, Tweet.of(Optional.of(id), text));
    cluster.write(
        Topics.CLASSIFICATIONS,
        id,
        Messages.tag(id, "disaster", place.partition(), place.offset()));
    return place;
  }

  private static Label label(String id) {
    return new Label(
        id, "a fire", Optional.empty(), "disaster", "me", LabelReason.AUDIT, Instant.EPOCH);
  }

  private static Rollout rollout(int number) {
    return new Rollout(
        "b".repeat(64),
        "v1",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "tests",
        "number " + number,
        Instant.EPOCH);
  }

  private static void assertContains(Ran ran, String part) {
    assertTrue(ran.out().contains(part), ran::out);
  }
}
