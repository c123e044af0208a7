package io.tocsin.cli.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.cli.client.Cluster;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.message.DeadLetters;
import io.tocsin.messaging.message.MessageWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics in which something of everything was planted. */
final class OutcomeCheckIT {
  private static final String BASE = "b".repeat(64);
  private static final MessageWriter REPLICA = new MessageWriter(URI.create("/inference-service"));

  @TempDir private static Path folder;
  private static Cluster cluster;
  private static Optional<Long> inForce;

  @BeforeAll
  static void start() {
    cluster = Cluster.start(folder);
    inForce = Optional.of(rollout("a", Optional.empty()));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void countsEveryFaultAndNothingElse() throws Exception {
    // Given what is right
    plantWhatIsRight();
    try (Producer<byte[], byte[]> producer = cluster.clients().transactional("t", Map.of())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(tag(tweet("aborted", "flood"), "aborted", inForce, "a", 0.5)).get();
      producer.abortTransaction();
    }

    // and what is not
    plantLosses();
    plantDoubles();
    plantStrays();
    plantWrongRollouts();
    plantDisorder();
    plantContradiction();

    // When
    Outcomes found = OutcomeCheck.settled(cluster.clients());

    // Then
    assertEquals(new Outcomes(21, 12, 3, 2, 4, 3, 2, 4, 1, 1), found);
  }

  /** Two answers, a dead letter and a deletion. */
  private static void plantWhatIsRight() {
    answer(tweet("one", "flood"), "one", inForce, "a", 0.5);
    answer(tweet("one", "fire"), "one", Optional.empty(), "0", 0.5);
    RecordMetadata broken = unreadable();
    letter(broken, "inference-service");
    letter(broken, "monitor-service");
    delete("one");
    cluster.write(REPLICA.tombstone(Topics.LABELS, "one", Instant.now()));
  }

  /** Three records; a fourth is the one whose only answer was aborted. */
  private static void plantLosses() {
    tweet("lost", "flood");
    unreadable();
    delete("lost");
    cluster.write(
        new MessageWriter(URI.create("/operator")).tombstone(Topics.LABELS, "lost", Instant.now()));
  }

  /** An answer, a letter and a removal too many. */
  private static void plantDoubles() {
    RecordMetadata tweet = tweet("twice", "flood");
    answer(tweet, "twice", inForce, "a", 0.5);
    answer(tweet, "twice", inForce, "a", 0.5);
    RecordMetadata broken = unreadable();
    letter(broken, "inference-service");
    letter(broken, "inference-service");
    delete("twice");
    cluster.write(REPLICA.tombstone(Topics.LABELS, "twice", Instant.now()));
    cluster.write(REPLICA.tombstone(Topics.LABELS, "twice", Instant.now()));
  }

  /** An answer to what is no tweet, and one under another tweet's id. */
  private static void plantStrays() {
    RecordMetadata broken = unreadable();
    letter(broken, "inference-service");
    answer(broken, "broken", inForce, "a", 0.5);
    RecordMetadata tweet = tweet("mine", "flood");
    answer(tweet, "mine", inForce, "a", 0.5);
    answer(tweet, "another's", inForce, "a", 0.5);
  }

  /** Another version than the rollout's, a stale rollout, one that is not there, and none. */
  private static void plantWrongRollouts() {
    Optional<Long> stale = Optional.of(rollout("b", Optional.empty()));
    answer(tweet("w", "rain"), "w", inForce, "b", 0.5);
    answer(tweet("w", "rain"), "w", stale, "b", 0.5);
    answer(tweet("w", "rain"), "w", Optional.of(77L), "a", 0.5);
    answer(tweet("w", "rain"), "w", Optional.empty(), "a", 0.5);
  }

  private static void plantDisorder() {
    RecordMetadata first = tweet("late", "flood");
    RecordMetadata second = tweet("late", "flood");
    answer(second, "late", inForce, "a", 0.5);
    answer(first, "late", inForce, "a", 0.50001);
  }

  private static void plantContradiction() {
    answer(tweet("x", "storm"), "x", inForce, "a", 0.5);
    answer(tweet("y", "storm"), "y", inForce, "a", 0.6);
  }

  private static long rollout(String active, Optional<Long> replaces) {
    Rollout message =
        new Rollout(
            BASE,
            active,
            Optional.empty(),
            Optional.empty(),
            replaces,
            "test",
            "to see it",
            Instant.now());
    return cluster.write(Topics.ROLLOUTS, BASE, message).offset();
  }

  private static RecordMetadata tweet(String id, String text) {
    return cluster.write(Topics.TWEETS, id, Tweet.of(Optional.of(id), text));
  }

  private static RecordMetadata unreadable() {
    return cluster.write(
        new ProducerRecord<>(Topics.TWEETS.name(), bytes("broken"), bytes("{\"text\":")));
  }

  private static void delete(String id) {
    cluster.write(new ProducerRecord<>(Topics.TWEETS.name(), bytes(id), null));
  }

  private static void letter(RecordMetadata at, String reader) {
    ConsumerRecord<byte[], byte[]> source =
        new ConsumerRecord<>(at.topic(), at.partition(), at.offset(), bytes("k"), bytes("v"));
    cluster.write(new DeadLetters(Topics.TWEETS, reader).of(source, "broken", Instant.now()));
  }

  private static void answer(
      RecordMetadata at, String id, Optional<Long> rollout, String version, double logit) {
    cluster.write(tag(at, id, rollout, version, logit));
  }

  private static ProducerRecord<byte[], byte[]> tag(
      RecordMetadata at, String id, Optional<Long> rollout, String version, double logit) {
    Classification tag =
        new Classification(
            id,
            "disaster",
            0.5,
            Map.of("disaster", logit, "not", 0.1),
            Role.ACTIVE,
            version,
            BASE,
            rollout,
            at.partition(),
            at.offset(),
            3,
            5,
            Optional.empty(),
            Instant.ofEpochMilli(at.timestamp()),
            Instant.now());
    return REPLICA.record(Topics.CLASSIFICATIONS, id, tag, Instant.now());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
