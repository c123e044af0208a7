package io.tocsin.messaging.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.topic.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoredLetterTest {
  private static final byte[] KEY = {1, (byte) 0xFF};
  private static final byte[] VALUE = {(byte) 0xC3, 0, 7};

  private final DeadLetters letters = new DeadLetters(Topics.TWEETS, "reader");

  @Test
  void givesTheRecordBackByteForByte() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("tweets", 3, 7, KEY, VALUE);
    record.headers().add("trace", VALUE).add("trace", KEY).add("none", null);

    ConsumerRecord<byte[], byte[]> source =
        stored(letters.of(record, "why", Instant.EPOCH)).source();

    assertArrayEquals(KEY, source.key());
    assertArrayEquals(VALUE, source.value());
    assertEquals(Arrays.asList(record.headers().toArray()), List.of(source.headers().toArray()));
    assertEquals(new ConsumerPlace("tweets", 3, 7), ConsumerPlace.of(source));
  }

  @Test
  void givesBackWhatHadNeitherKeyNorValue() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("tweets", 3, 7, null, null);

    ConsumerRecord<byte[], byte[]> source =
        stored(letters.of(record, "why", Instant.EPOCH)).source();

    assertNull(source.key());
    assertNull(source.value());
  }

  @Test
  void knowsWhatWasLeftBehind() {
    byte[] large = new byte[2 * 1024 * 1024];
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("tweets", 3, 7, KEY, large);

    assertTrue(stored(letters.of(record, "why", Instant.EPOCH)).isLeftBehind());
    assertFalse(stored(letter("{}")).isLeftBehind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\": \"own\", \"text\": 1}  | own",
        "{\"tweetId\": \"labelled\"}     | labelled",
        "{\"id\": 1700000000000000001}  | 1700000000000000001",
        "{\"id\": null}                |",
        "{\"id\": {\"deep\": 1}}         |",
        "{\"id\": \"own\"                |",
        "[1]                             |",
      })
  void namesTheTweetInEveryWayItMayBeKnown(String value, String inJson) {
    Set<String> ids = stored(letter(value)).tweetIds();

    Set<String> expected = new java.util.HashSet<>(Set.of("key", "tweets-3-7"));
    Optional.ofNullable(inJson).ifPresent(expected::add);
    assertEquals(expected, ids);
  }

  @Test
  void takesNothingForAnIdThatIsTooLongToBeOne() {
    String value = "{\"id\": \"%s\", \"tweetId\": \"%s\"}";

    Set<String> ids =
        stored(letter(value.formatted("i".repeat(1001), "i".repeat(1000)))).tweetIds();

    assertEquals(Set.of("key", "tweets-3-7", "i".repeat(1000)), ids);
  }

  @ParameterizedTest
  @CsvSource({
    "dead-letter-topic, labels",
    "dead-letter-offset, x",
    "dead-letter-partition, 1.5",
    "dead-letter-time, now",
    "dead-letter-reason, ''"
  })
  void refusesHeadersThatTellNothing(String name, String value) {
    ProducerRecord<byte[], byte[]> letter = letter("{}");
    letter.headers().add(name, value.getBytes(UTF_8));

    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> stored(letter));

    assertTrue(e.getMessage().startsWith(name), e.getMessage());
  }

  @Test
  void refusesRemovals() {
    ConsumerRecord<byte[], byte[]> removal = new ConsumerRecord<>("tweets-dlq", 0, 1, KEY, null);

    assertThrows(IllegalArgumentException.class, () -> StoredLetter.of(removal));
  }

  private ProducerRecord<byte[], byte[]> letter(String value) {
    return letters.of(
        new ConsumerRecord<>("tweets", 3, 7, "key".getBytes(UTF_8), value.getBytes(UTF_8)),
        "why",
        Instant.EPOCH);
  }

  private static StoredLetter stored(ProducerRecord<byte[], byte[]> letter) {
    Headers headers = letter.headers();
    return StoredLetter.of(
        new ConsumerRecord<>(
            letter.topic(),
            0,
            5,
            9,
            TimestampType.CREATE_TIME,
            0,
            0,
            letter.key(),
            letter.value(),
            headers,
            Optional.empty()));
  }

  private record ConsumerPlace(String topic, int partition, long offset) {
    static ConsumerPlace of(ConsumerRecord<?, ?> record) {
      return new ConsumerPlace(record.topic(), record.partition(), record.offset());
    }
  }
}
