package io.tocsin.messaging.message;

import io.tocsin.contracts.tweet.Tweet;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tweets as anybody may write them: a JSON object, or a line of plain text. */
public final class TweetReader {
  private TweetReader() {}

  /**
   * Reads a tweet. A value that begins like a JSON object must be one; any other text is a tweet's
   * own.
   *
   * @param value null if the record has none
   * @throws UnreadableMessageException if there is no text, or it is not UTF-8, or not a tweet
   */
  public static Tweet read(byte[] value) throws UnreadableMessageException {
    if (value == null || value.length == 0) {
      throw new UnreadableMessageException("expected a tweet, found nothing");
    }
    String text = utf8(value);
    if (text.isBlank()) {
      throw new UnreadableMessageException("expected a tweet, found white space");
    }
    return text.stripLeading().startsWith("{")
        ? MessageJson.read(value, Tweet.class)
        : Tweet.of(Optional.empty(), text);
  }

  private static String utf8(byte[] value) throws UnreadableMessageException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableMessageException("expected text in UTF-8: " + e.getMessage(), e);
    }
  }
}
