package io.tocsin.ingest.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.ingest.message.Draft;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelDraftsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");

  private final LabelDrafts drafts =
      new LabelDrafts(
          List.of("not", "disaster"),
          new MessageWriter(URI.create("/test")),
          InstantSource.fixed(NOW));

  @Test
  void fillInWhatIsLeftOut() throws UnreadableMessageException {
    Draft draft =
        read("{\"tweetId\": \"17\", \"text\": \"pier gone\", \"category\": \"disaster\"}");

    assertEquals("17", draft.id());
    assertEquals(
        new Label("17", "pier gone", Optional.empty(), "disaster", "api", LabelReason.IMPORT, NOW),
        label(draft));
  }

  @Test
  void keepWhatIsStated() throws UnreadableMessageException {
    Draft draft =
        read(
            """
            {"tweetId": "17", "text": "pier gone", "keyword": "pier", "category": "not",
             "givenBy": "ada", "reason": "audit", "givenAt": "2026-01-01T00:00:00Z"}
            """);

    assertEquals(
        new Label(
            "17",
            "pier gone",
            Optional.of("pier"),
            "not",
            "ada",
            LabelReason.AUDIT,
            Instant.parse("2026-01-01T00:00:00Z")),
        label(draft));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          {"text": "t", "category": "not"} | tweetId: expected text, found none
          {"tweetId": "1", "category": "not"} | text: expected text, found none
          {"tweetId": "1", "text": "t"} | category: expected text, found none
          {"tweetId": "1", "text": "t", "category": "storm"} | category: expected one of [not, disaster], found another
          {"tweetId": "1", "text": "t", "category": "not", "givenBy": ""} | givenBy: expected text, found none
          {"tweetId": "1", "text": "t", "category": "not", "reason": "x"} | reason: expected one of [audit, active-learning, import], found something else
          """)
  void refuseByName(String json, String reason) {
    UnreadableMessageException e = assertThrows(UnreadableMessageException.class, () -> read(json));

    assertEquals(reason, e.getMessage());
  }

  @Test
  void takeALabelBackByItsKey() {
    Draft draft = drafts.removal("17");

    assertEquals("17", new String(draft.record().key(), UTF_8));
    assertNull(draft.record().value());
  }

  private Draft read(String json) throws UnreadableMessageException {
    return drafts.json().read(json.getBytes(UTF_8));
  }

  private static Label label(Draft draft) throws UnreadableMessageException {
    return MessageJson.read(draft.record().value(), Label.class);
  }
}
