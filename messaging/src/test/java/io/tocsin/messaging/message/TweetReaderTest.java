package io.tocsin.messaging.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.contracts.tweet.Tweet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TweetReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": \"17\", \"text\": \"forest fire\"}",
        " \t\n{\"id\": \"17\", \"text\": \"forest fire\"}\n",
        "\uFEFF{\"id\": \"17\", \"text\": \"forest fire\"}",
      })
  void readsAnObject(String value) throws UnreadableMessageException {
    assertEquals(Tweet.of(Optional.of("17"), "forest fire"), read(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"forest fire", "\"quoted\"", "[1, 2]", "null", "17", "🔥", " spaced "})
  void takesAnyOtherTextAsTheTweetsOwn(String value) throws UnreadableMessageException {
    assertEquals(Tweet.of(Optional.empty(), value), read(value));
  }

  @Test
  void passesAByteOrderMarkBeforePlainTextOver() throws UnreadableMessageException {
    assertEquals(Tweet.of(Optional.empty(), "fire"), read("\uFEFFfire"));
  }

  @Test
  void refusesWhatBeginsLikeAnObjectAndIsNone() {
    assertRefused("{so it goes}".getBytes(UTF_8), "not JSON: it breaks at line 1, column 2");
    assertRefused("{\"text\": \"fire".getBytes(UTF_8), "not JSON: it ends too early");
  }

  @Test
  void refusesAnObjectWithoutText() {
    assertRefused("{\"id\": \"17\"}".getBytes(UTF_8), "text: expected text, found none");
  }

  @Test
  void refusesOtherEncodings() {
    assertRefused(
        "caf\u00e9".getBytes(ISO_8859_1),
        "expected text in UTF-8, found other bytes after 3 that are");
    assertRefused(
        "fire".getBytes(UTF_16), "expected text in UTF-8, found other bytes after 0 that are");
  }

  @Test
  void refusesNothing() {
    assertRefused(null, "expected a tweet, found nothing");
    assertRefused(new byte[0], "expected a tweet, found nothing");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\r\n", "\uFEFF"})
  void refusesWhiteSpace(String value) {
    assertRefused(value.getBytes(UTF_8), "expected a tweet, found white space");
  }

  private static Tweet read(String value) throws UnreadableMessageException {
    return TweetReader.read(value.getBytes(UTF_8));
  }

  private static void assertRefused(byte[] value, String reason) {
    UnreadableMessageException e =
        assertThrows(UnreadableMessageException.class, () -> TweetReader.read(value));

    assertEquals(reason, e.getMessage());
  }
}
