package io.tocsin.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OversizedDeadLetterTest {
  private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);

  private final DeadLetters letters = new DeadLetters(Topics.TWEETS, "reader");

  @Test
  void leavesBehindWhatNoDeadLetterCanHold() {
    int size = Topics.deadLetters(Topics.TWEETS).maxMessageBytes();

    ProducerRecord<byte[], byte[]> letter = letter(new byte[size]);

    assertEquals(0, letter.value().length);
    assertEquals("left-behind", header(letter, "dead-letter-value"));
    String reason = header(letter, "dead-letter-reason");
    assertTrue(
        reason.endsWith(" bytes, its headers included, are too many for a dead letter: not JSON"),
        reason);
    assertEquals("3", header(letter, "dead-letter-partition"));
    assertEquals("7", header(letter, "dead-letter-offset"));
  }

  /** A header without name and value takes two bytes of Kafka, where it takes any. */
  @ParameterizedTest
  @CsvSource({
    "many headers, 10000, h, 1020000",
    "more headers than bytes, 600000, '', 0",
    "no room for the reason, 0, '', 1046000",
    "just room enough, 100, h, 983040"
  })
  void fitsWhatProducersSend(String name, int headers, String header, int bytes) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("tweets", 3, 7, KEY, new byte[bytes]);
    for (int i = 0; i < headers; i++) {
      record.headers().add(header, null);
    }

    ProducerRecord<byte[], byte[]> letter = letters.of(record, "r".repeat(1000), Instant.EPOCH);

    assertTrue(RecordSize.sent(letter) < Topics.deadLetters(Topics.TWEETS).maxMessageBytes());
    assertEquals(name.equals("just room enough") ? bytes : 0, letter.value().length);
  }

  private ProducerRecord<byte[], byte[]> letter(byte[] value) {
    return letters.of(new ConsumerRecord<>("tweets", 3, 7, KEY, value), "not JSON", Instant.EPOCH);
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
