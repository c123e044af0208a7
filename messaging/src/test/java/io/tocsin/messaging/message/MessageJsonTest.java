package io.tocsin.messaging.message;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.tweet.Tweet;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageJsonTest {
  private static final Label LABEL =
      new Label(
          "17",
          "forest fire",
          Optional.of("fire"),
          "disaster",
          "ada",
          LabelReason.ACTIVE_LEARNING,
          Instant.parse("2026-11-23T10:15:00Z"));

  private static final RetrainRequested REQUEST =
      new RetrainRequested(
          "r",
          new RetrainReason.Operator("ada", "asked for"),
          Recipe.DEFAULT.hyperparameters(),
          42,
          EndOffsets.of(1, 2),
          Instant.EPOCH);

  @Test
  void readsWhatItWrote() throws UnreadableMessageException {
    assertEquals(LABEL, MessageJson.read(MessageJson.write(LABEL), Label.class));
    assertEquals(REQUEST, MessageJson.read(MessageJson.write(REQUEST), RetrainRequested.class));
  }

  @Test
  void writesEmojisWholeWhereverABufferEnds() throws UnreadableMessageException {
    for (int before = 1; before < 5; before++) {
      Tweet tweet = Tweet.of(Optional.empty(), "a".repeat(before) + "🔥".repeat(10_000));

      byte[] json = MessageJson.write(tweet);

      assertEquals("{\"text\":\"\"}".length() + before + 4 * 10_000, json.length);
      assertEquals(tweet, MessageJson.read(json, Tweet.class));
    }
  }

  @Test
  void passesUnknownFieldsOver() throws UnreadableMessageException {
    Tweet tweet = read("{\"text\": \"fire\", \"likes\": {\"count\": 3}}", Tweet.class);

    assertEquals(Tweet.of(Optional.empty(), "fire"), tweet);
  }

  @Test
  void takesANumberForAnId() throws UnreadableMessageException {
    assertEquals(Optional.of("17"), read("{\"id\": 17, \"text\": \"fire\"}", Tweet.class).id());
  }

  @Test
  void passesAByteOrderMarkOver() throws UnreadableMessageException {
    assertEquals("fire", read("\uFEFF{\"text\": \"fire\"}", Tweet.class).text());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          ~~ | expected a Label as JSON, found nothing
          null | expected a Label, found null
          ~ ~ | expected an object, found something else
          "secret" | expected an object, found something else
          ["secret"] | expected an object, found something else
          secret | not JSON: it breaks at line 1, column 1
          {"text": "secret | not JSON: it ends too early
          {"text": "secret", secret} | not JSON: it breaks at line 1, column 20
          {} {"text": "secret"} | tweetId: expected text, found none
          """)
  void saysWhatIsNotAnObject(String json, String reason) {
    assertReason(reason, json.getBytes(UTF_8), Label.class);
  }

  @Test
  void refusesASecondValue() {
    byte[] json = (text(LABEL) + " {\"text\": \"secret\"}").getBytes(UTF_8);

    assertReason(
        "expected nothing after the first value at line 1, column " + (text(LABEL).length() + 2),
        json,
        Label.class);
  }

  @Test
  void refusesNoValueAtAll() {
    assertReason("expected a Label as JSON, found nothing", null, Label.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          tweetId | null | tweetId: expected text, found none
          tweetId | " " | tweetId: expected text, found none
          text | null | text: expected text, found none
          text | "\\ud83d secret" | text: expected whole characters, found half a surrogate pair
          text | {"secret": 1} | text: expected text, found something else
          keyword | "" | keyword: expected text, found none
          reason | "secret" | reason: expected one of [audit, active-learning, import], found something else
          givenAt | "secret" | givenAt: expected a time such as 1970-01-01T00:00:00Z, found something else
          givenAt | ["secret"] | givenAt: expected a time such as 1970-01-01T00:00:00Z, found something else
          """)
  void namesTheFieldAndNeverRepeatsText(String field, String value, String reason) {
    assertReason(reason, changed(LABEL, "", field, value), Label.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          ~~ | seed | "secret" | seed: expected a whole number, found something else
          ~~ | seed | null | seed: expected a value, found none
          ~~ | reason | {"kind": "secret"} | reason: expected a kind of RetrainReason, found an unknown one or none
          ~~ | reason | {"who": "secret"} | reason: expected a kind of RetrainReason, found an unknown one or none
          ~~ | labelEndOffsets | {"0": 1, "2": 1} | labelEndOffsets: partition 1: expected a value, found none
          /hyperparameters | epochs | 2.5 | hyperparameters.epochs: expected a whole number, found something else
          /hyperparameters | epochs | 0 | hyperparameters: epochs: expected at least 1, found 0
          /hyperparameters | warmup | "secret" | hyperparameters.warmup: expected a number, found something else
          /hyperparameters | recompute | "secret" | hyperparameters.recompute: expected true or false, found something else
          /hyperparameters/lora | targets | "secret" | hyperparameters.lora.targets: expected a list, found something else
          /hyperparameters/lora | targets | [{"secret": 1}] | hyperparameters.lora.targets.[0]: expected text, found something else
          /hyperparameters/lora | r | 99999999999 | not JSON: it breaks
          """)
  void namesTheFieldOfARequest(String parent, String field, String value, String reason) {
    UnreadableMessageException e =
        assertThrows(
            UnreadableMessageException.class,
            () -> MessageJson.read(changed(REQUEST, parent, field, value), RetrainRequested.class));

    assertTrue(e.getMessage().startsWith(reason), e.getMessage());
    assertFalse(e.getMessage().contains("secret"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "acceptedAt", "hyperparameters"})
  void namesAMissingField(String field) {
    ObjectNode json = MessageJson.mapper().valueToTree(REQUEST);
    byte[] without = json.without(field).toString().getBytes(UTF_8);

    assertReason(field + ": expected a value, found none", without, RetrainRequested.class);
  }

  @Test
  void namesAFieldThatAStrictRecordDoesNotKnow() {
    byte[] json = "{\"name\": \"secret\", \"nmae\": \"secret\"}".getBytes(UTF_8);

    assertReason("nmae: unknown, expected one of [name]", json, Strict.class);
  }

  @Test
  void showsTheNamesOfAMapSoThatTheyCanBeWritten() {
    byte[] half = "{\"logits\": {\"\\ud83d\": []}}".getBytes(UTF_8);
    byte[] endless = ("{\"logits\": {\"" + "x".repeat(40_000) + "\": []}}").getBytes(UTF_8);

    assertReason("logits.?: expected a number, found something else", half, Classification.class);
    assertReason(
        "logits." + "x".repeat(100) + "…: expected a number, found something else",
        endless,
        Classification.class);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] json = "{\"text\": \"fire?\"}".getBytes(UTF_8);
    json[14] = (byte) 0xE9;

    assertReason("expected text in UTF-8, found other bytes after 14 that are", json, Tweet.class);
  }

  @Test
  void refusesUtf16() {
    byte[] json = "{\"text\": \"fire\"}".getBytes(UTF_16LE);

    assertReason("not JSON: it breaks at line 1, column 3", json, Tweet.class);
  }

  private record Strict(String name) {}

  private static byte[] changed(Object message, String parent, String field, String value) {
    ObjectNode json = MessageJson.mapper().valueToTree(message);
    ((ObjectNode) json.at(parent)).putRawValue(field, new RawValue(value));
    return json.toString().getBytes(UTF_8);
  }

  private static <T> T read(String json, Class<T> type) throws UnreadableMessageException {
    return MessageJson.read(json.getBytes(UTF_8), type);
  }

  private static String text(Object message) {
    return new String(MessageJson.write(message), UTF_8);
  }

  private static void assertReason(String reason, byte[] json, Class<?> type) {
    UnreadableMessageException e =
        assertThrows(UnreadableMessageException.class, () -> MessageJson.read(json, type));

    assertEquals(reason, e.getMessage());
  }
}
