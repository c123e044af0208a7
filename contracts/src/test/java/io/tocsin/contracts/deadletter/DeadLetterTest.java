package io.tocsin.contracts.deadletter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.Json;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeadLetterTest {
  private static final RecordPosition POSITION = new RecordPosition("tweets", 3, 90211);
  private static final DeadLetter LETTER = letter("text: expected text, found none");

  @Test
  void writesTheGoldenHeaders() {
    assertEquals(Json.goldenHeaders("dead-letter"), LETTER.headers());
  }

  @Test
  void readsItsHeadersAmongOthers() {
    Map<String, String> headers = new HashMap<>(Json.goldenHeaders("dead-letter"));
    headers.put("ce_id", "1357924680");

    assertEquals(LETTER, DeadLetter.from(headers));
  }

  @ParameterizedTest
  @CsvSource({
    "dead-letter-reason,",
    "dead-letter-topic,",
    "dead-letter-partition,",
    "dead-letter-partition, three",
    "dead-letter-offset, 1.5",
    "dead-letter-reader, ' '",
    "dead-letter-time, now",
  })
  void refusesMissingAndWrongHeadersByName(String name, String value) {
    Map<String, String> headers = new HashMap<>(LETTER.headers());
    headers.put(name, value);

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> DeadLetter.from(headers));

    assertTrue(e.getMessage().startsWith(name), e.getMessage());
  }

  @Test
  void fitsIntoTheHeadroomHoweverLongTheReason() {
    DeadLetter letter = letter("災".repeat(1_000_000));

    int bytes =
        letter.headers().entrySet().stream()
            .map(header -> header.getKey() + header.getValue())
            .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
            .sum();

    assertTrue(bytes < Topics.DEAD_LETTER_HEADROOM_BYTES, bytes + " bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\udd25"})
  void writesAReasonThatRepeatsHalfASurrogatePair(String half) {
    DeadLetter letter = letter("logits." + half + ": expected a number");

    assertEquals("logits.?: expected a number", letter.reason());
    assertEquals(letter, DeadLetter.from(letter.headers()));
  }

  @Test
  void cutsNoSurrogatePairInTwo() {
    String full = "x".repeat(DeadLetter.MAX_REASON_CHARACTERS - 1) + "🔥";

    assertTrue(letter(full).reason().endsWith("x?"));
  }

  private static DeadLetter letter(String reason) {
    return new DeadLetter(
        reason, POSITION, "inference-service", Instant.parse("2026-03-01T10:31:00.200Z"));
  }
}
