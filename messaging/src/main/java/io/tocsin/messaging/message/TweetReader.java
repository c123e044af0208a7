package io.tocsin.messaging.message;

import io.tocsin.contracts.tweet.Tweet;
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
    String text = Utf8.text(value);
    if (text.isBlank()) {
      throw new UnreadableMessageException("expected a tweet, found white space");
    }
    return text.stripLeading().startsWith("{")
        ? MessageJson.read(text, Tweet.class)
        : Tweet.of(Optional.empty(), text);
  }
}
