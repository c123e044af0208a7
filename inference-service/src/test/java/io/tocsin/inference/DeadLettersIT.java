package io.tocsin.inference;

import static io.tocsin.inference.Examples.utf8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.StoredLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One replica that meets all poison at once, and what came of it. */
final class DeadLettersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What Kafka takes of a tweet, but for its key and what is written around a record. */
  private static final int LARGEST = Topics.TWEETS.maxMessageBytes() - 200;

  /** Texts on which patterns backtrack, tokenizers merge and stacks overflow, if they can. */
  static final List<String> MONOTONOUS =
      List.of("a", "7", "#", "@", "&", "&#", "http://", "🔥", "e\u0301", "\u202E ", "災");

  @TempDir private static Path folder;
  private static Map<String, StoredLetter> letters;
  private static Map<String, Classification> tags;

  static Stream<Arguments> poison() {
    return Stream.of(
        arguments("broken JSON", utf8("{\"text\": \"never closed"), "not JSON: it ends too early"),
        arguments("not UTF-8", new byte[] {'F', (byte) 0xff, (byte) 0xfe}, "UTF-8"),
        arguments("white space", utf8(" \n"), "white space"),
        arguments("nothing", new byte[0], "found nothing"),
        arguments("no text", utf8("{\"keyword\": \"fire\"}"), "text: expected text"),
        arguments("text of another type", utf8("{\"text\": [\"fire\"]}"), "text: expected text"),
        arguments("a time in words", utf8("{\"text\": \"a\", \"writtenAt\": \"noon\"}"), "a time"),
        arguments("half a character", utf8("{\"text\": \"\\ud83d\"}"), "half a surrogate pair"),
        arguments("deep JSON", utf8("{\"a\":" + "[".repeat(100_000)), "not JSON"),
        arguments("an endless number", utf8("{\"text\": " + "9".repeat(5_000) + "}"), "not JSON"),
        arguments("a second value", utf8("{\"text\": \"a\"} {}"), "after the first value"),
        arguments("an endless id", endlessId(), "id: expected at most 1000 characters"),
        arguments("as large as may be", utf8("{" + " ".repeat(LARGEST)), "it ends too early"));
  }

  @BeforeAll
  static void meetThemAll() {
    try (Cluster cluster = Cluster.start(folder.resolve("broker"));
        Replica replica = Replica.start(cluster, TestSettings.of(folder, "dead-letters"))) {
      Map<RecordPosition, String> written = writeAll(cluster);

      await().atMost(PATIENCE).until(() -> outcomes(replica) == written.size());

      tags =
          cluster.tags().stream()
              .collect(Collectors.toMap(Classification::tweetId, Function.identity()));
      letters =
          cluster.deadLetters().stream()
              .map(StoredLetter::of)
              .collect(
                  Collectors.toMap(
                      letter -> written.get(letter.told().position()), Function.identity()));
      assertEquals(letters.size(), outcomes(replica, "dead_lettered"));
      assertEquals(written.size(), tags.size() + letters.size());
    }
  }

  /** Returns the keys of the tweets by their places. */
  private static Map<RecordPosition, String> writeAll(Cluster cluster) {
    Map<String, byte[]> tweets = new HashMap<>();
    poison().map(Arguments::get).forEach(one -> tweets.put((String) one[0], (byte[]) one[1]));
    tweets.put(" ", null);
    MONOTONOUS.forEach(text -> tweets.put(text, utf8(text.repeat(LARGEST / utf8(text).length))));
    tweets.put("endless fields", endlessFields());
    Map<RecordPosition, String> written = new HashMap<>();
    tweets.forEach((key, value) -> written.put(cluster.write(utf8(key), value), key));
    ProducerRecord<byte[], byte[]> compressed = tweet("compressed", 3 * LARGEST);
    written.put(cluster.writeCompressed(compressed), "compressed");
    ProducerRecord<byte[], byte[]> manyHeaders = tweet("many headers", 1_020_000);
    IntStream.range(0, 10_000).forEach(_ -> manyHeaders.headers().add("h", null));
    written.put(cluster.writeCompressed(manyHeaders), "many headers");
    written.put(cluster.write(utf8("after them"), utf8("Forest fire near La Ronge")), "after them");
    return written;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("poison")
  void keepsWhatIsNoTweetAsItCame(String name, byte[] value, String reason) {
    StoredLetter letter = letters.get(name);

    assertArrayEquals(value, letter.source().value());
    assertArrayEquals(utf8(name), letter.source().key());
    assertTrue(letter.told().reason().contains(reason), letter.told().reason());
    assertEquals("inference-service", letter.told().reader());
  }

  @Test
  void keepsADeletionThatNamesNoTweet() {
    StoredLetter letter = letters.get(" ");

    assertEquals(null, letter.source().value());
    assertTrue(letter.told().reason().contains("found neither"), letter.told().reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compressed", "many headers"})
  void leavesBehindWhatNoDeadLetterCanHold(String name) {
    StoredLetter letter = letters.get(name);

    assertTrue(letter.isLeftBehind());
    assertTrue(letter.told().reason().contains("too many for a dead letter"));
  }

  @ParameterizedTest
  @FieldSource("MONOTONOUS")
  void answersEndlessTexts(String repeated) {
    assertTrue(tags.containsKey(repeated), tags.keySet().toString());
  }

  @Test
  void answersATweetWhoseOtherFieldsAreEndless() {
    assertEquals(Optional.empty(), tags.get("endless fields").keyword());
  }

  @Test
  void goesOn() {
    assertTrue(tags.containsKey("after them"));
  }

  private static byte[] endlessId() {
    return utf8("{\"text\": \"a\", \"id\": \"%s\"}".formatted("i".repeat(1001)));
  }

  private static ProducerRecord<byte[], byte[]> tweet(String key, int spaces) {
    return new ProducerRecord<>(Topics.TWEETS.name(), utf8(key), utf8("{" + " ".repeat(spaces)));
  }

  private static byte[] endlessFields() {
    String endless = "x".repeat(LARGEST / 2 - 1000);
    return utf8(
        "{\"text\": \"fire\", \"keyword\": \"%s\", \"location\": \"%s\"}"
            .formatted(endless, endless));
  }

  private static double outcomes(Replica replica) {
    return outcomes(replica, "answered") + outcomes(replica, "dead_lettered");
  }

  private static double outcomes(Replica replica, String outcome) {
    return replica.count("tocsin.inference.tweets", "outcome", outcome);
  }
}
