package io.tocsin.messaging.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Every id by which the tweet of a record may be known, of a record that is no message too. What is
 * too long to be an id is none.
 */
public final class TweetIds {
  private static final ObjectMapper MAPPER = MessageJson.mapper();

  private TweetIds() {}

  /** Returns the key, the place, and what JSON says in {@code id} or {@code tweetId}. */
  public static Set<String> of(ConsumerRecord<byte[], byte[]> record) {
    Set<String> ids = new HashSet<>();
    ids.add(ReadTweet.position(record).toString());
    ReadTweet.key(record).ifPresent(ids::add);
    Stream.of("id", "tweetId")
        .map(json(record.value())::path)
        .filter(id -> id.isValueNode() && !id.isNull())
        .forEach(id -> ids.add(id.asText())); // messages take a number for an id, too
    ids.removeIf(id -> id.length() > ReadTweet.MAX_ID_CHARACTERS);
    return ids;
  }

  private static JsonNode json(byte... value) {
    try {
      return value == null ? MAPPER.nullNode() : MAPPER.readTree(Utf8.text(value));
    } catch (UnreadableMessageException | JsonProcessingException e) {
      return MAPPER.nullNode();
    }
  }
}
