package io.tocsin.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class OversizedDeadLetterTest {
  private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);

  private final DeadLetters letters = new DeadLetters(Topics.TWEETS, "reader");

  @Test
  void leavesBehindWhatNoDeadLetterCanHold() {
    int size = Topics.deadLetters(Topics.TWEETS).maxMessageBytes();

    ProducerRecord<byte[], byte[]> letter = letter(new byte[size]);

    assertEquals(0, letter.value().length);
    assertEquals("left-behind", header(letter, "dead-letter-value"));
    assertEquals(
        "its %d bytes are too many for a dead letter: not JSON".formatted(size + KEY.length),
        header(letter, "dead-letter-reason"));
    assertEquals("3", header(letter, "dead-letter-partition"));
    assertEquals("7", header(letter, "dead-letter-offset"));
  }

  private ProducerRecord<byte[], byte[]> letter(byte[] value) {
    return letters.of(new ConsumerRecord<>("tweets", 3, 7, KEY, value), "not JSON", Instant.EPOCH);
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
