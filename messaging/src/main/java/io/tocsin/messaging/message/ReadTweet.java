package io.tocsin.messaging.message;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.tweet.Tweet;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A tweet as it stands in its topic.
 *
 * @param id its own, else the record's key, else where it stands
 */
public record ReadTweet(String id, Tweet tweet) {
  /** An id comes back twice in each tag, which must not outgrow what Kafka takes. */
  public static final int MAX_ID_CHARACTERS = 1000;

  /**
   * Reads a record of topic {@code tweets}.
   *
   * @throws UnreadableMessageException if it is no tweet, or has an id that no tag could bear
   */
  public static ReadTweet of(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableMessageException {
    Tweet tweet = TweetReader.read(record.value());
    String id = tweet.idAt(key(record), position(record));
    requireShort(id);
    return new ReadTweet(id, tweet);
  }

  /**
   * Returns which tweet a record without a value deletes.
   *
   * @throws UnreadableMessageException if its key names none
   */
  public static String deleted(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableMessageException {
    Optional<String> id = key(record).filter(text -> !text.isBlank());
    if (id.isEmpty()) {
      throw new UnreadableMessageException(
          "expected a tweet, or the key of one to delete, found neither");
    }
    requireShort(id.get());
    return id.get();
  }

  /** Returns where a record stands. */
  public static RecordPosition position(ConsumerRecord<byte[], byte[]> record) {
    return new RecordPosition(record.topic(), record.partition(), record.offset());
  }

  /** Returns the key as text; one that is no text names nothing. */
  public static Optional<String> key(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(record.key());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static void requireShort(String id) throws UnreadableMessageException {
    if (id.length() > MAX_ID_CHARACTERS) {
      throw new UnreadableMessageException(
          "id: expected at most %d characters, found %d".formatted(MAX_ID_CHARACTERS, id.length()));
    }
  }
}
