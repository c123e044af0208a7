package io.tocsin.messaging.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tocsin.contracts.deadletter.DeadLetter;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {
  private static final Instant TIME = Instant.parse("2026-11-23T10:15:00Z");
  private static final byte[] KEY = {1, (byte) 0xFF};
  private static final byte[] VALUE = {(byte) 0xC3, 0, 7};

  private final DeadLetters letters = new DeadLetters(Topics.TWEETS, "inference-service");

  @Test
  void keepKeyValueAndHeadersAsTheyCame() {
    ConsumerRecord<byte[], byte[]> record = record("tweets", 3, 90210, VALUE);
    record.headers().add("trace", "t-1".getBytes(UTF_8));

    ProducerRecord<byte[], byte[]> letter = letters.of(record, "not a tweet", TIME);

    assertEquals("tweets-dlq", letter.topic());
    assertEquals("tweets-3-90210", new String(letter.key(), UTF_8));
    assertArrayEquals(KEY, letter.headers().lastHeader("dead-letter-key").value());
    assertArrayEquals(VALUE, letter.value());
    assertEquals("t-1", Headers.of(letter).get("trace"));
  }

  @Test
  void sayWhyAndWhereFrom() {
    ProducerRecord<byte[], byte[]> letter =
        letters.of(record("tweets", 3, 90210, VALUE), "not a tweet", TIME);

    assertEquals(
        new DeadLetter(
            "not a tweet", new RecordPosition("tweets", 3, 90210), "inference-service", TIME),
        DeadLetter.from(Headers.of(letter)));
  }

  @Test
  void carryWhatHasNeitherKeyNorValue() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("tweets", 0, 0, null, null);

    ProducerRecord<byte[], byte[]> letter = letters.of(record, "found nothing", TIME);

    // On a compacted topic it would remove itself.
    assertArrayEquals(new byte[0], letter.value());
    assertNull(letter.headers().lastHeader("dead-letter-key"));
    assertEquals("none", Headers.of(letter).get("dead-letter-value"));
  }

  @Test
  void tellOnlyOfTheLastFailureAfterAReplay() {
    ProducerRecord<byte[], byte[]> first =
        letters.of(record("tweets", 3, 90210, VALUE), "not a tweet", TIME);
    ConsumerRecord<byte[], byte[]> replayed = record("tweets", 3, 90299, VALUE);
    first.headers().forEach(header -> replayed.headers().add(header));

    ProducerRecord<byte[], byte[]> second = letters.of(replayed, "still none", TIME);

    DeadLetter read = DeadLetter.from(Headers.of(second));
    assertEquals("still none", read.reason());
    assertEquals(90299, read.position().offset());
  }

  @Test
  void leaveTheRecordItselfAlone() {
    ConsumerRecord<byte[], byte[]> record = record("tweets", 3, 90210, VALUE);

    letters.of(record, "not a tweet", TIME);

    assertFalse(record.headers().iterator().hasNext());
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, int partition, long offset, byte[] value) {
    return new ConsumerRecord<>(topic, partition, offset, KEY, value);
  }
}
