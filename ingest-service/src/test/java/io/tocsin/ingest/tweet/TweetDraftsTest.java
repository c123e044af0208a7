package io.tocsin.ingest.tweet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.ingest.message.Draft;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TweetDraftsTest {
  private final TweetDrafts drafts =
      new TweetDrafts(new MessageWriter(URI.create("/test")), InstantSource.fixed(Instant.EPOCH));

  @Test
  void keepATweetsOwnId() throws UnreadableMessageException {
    byte[] json = "{\"id\": \"17\", \"text\": \"fire\", \"keyword\": \"f\"}".getBytes(UTF_8);

    Draft draft = drafts.json().read(json);

    assertEquals("17", draft.id());
    assertEquals("17", new String(draft.record().key(), UTF_8));
    assertEquals(MessageJson.read(json, Tweet.class), tweet(draft));
  }

  @Test
  void giveEachTweetWithoutAnIdOneOfItsOwn() throws UnreadableMessageException {
    byte[] json = "{\"text\": \"fire\"}".getBytes(UTF_8);

    Draft first = drafts.json().read(json);
    Draft second = drafts.json().read(json);

    assertEquals(Optional.of(first.id()), tweet(first).id());
    assertNotEquals(first.id(), second.id());
  }

  @Test
  void takePlainTextForWhatItIs() throws UnreadableMessageException {
    Draft draft = drafts.plainText().read(" {\"text\": 1}\n".getBytes(UTF_8));

    assertEquals("{\"text\": 1}", tweet(draft).text());
  }

  @Test
  void refusePlainTextInOtherEncodings() {
    assertThrows(
        UnreadableMessageException.class,
        () -> drafts.plainText().read("caf\u00e9".getBytes(ISO_8859_1)));
  }

  @Test
  void refuseALineThatIsNoObject() {
    assertThrows(
        UnreadableMessageException.class, () -> drafts.json().read("fire".getBytes(UTF_8)));
  }

  @Test
  void refuseToDeleteWhatNoTweetCanBeCalled() {
    assertThrows(UnreadableMessageException.class, () -> drafts.deletion(" "));
    assertThrows(UnreadableMessageException.class, () -> drafts.deletion("x".repeat(1001)));
  }

  private static Tweet tweet(Draft draft) throws UnreadableMessageException {
    return MessageJson.read(draft.record().value(), Tweet.class);
  }
}
