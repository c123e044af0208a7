package io.tocsin.messaging.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class MessageWriterTest {
  private static final Instant TIME = Instant.parse("2026-11-23T10:15:00Z");
  private static final Tweet TWEET = Tweet.of(Optional.of("Zürich-17"), "forest fire 🔥");

  private final MessageWriter writer = new MessageWriter(URI.create("/ingest-service"));

  @Test
  void writesKeyValueAndCloudEvent() {
    ProducerRecord<byte[], byte[]> record =
        writer.record(Topics.TWEETS, "Zürich-17", TWEET, "event-1", TIME);

    assertEquals("tweets", record.topic());
    assertNull(record.partition());
    assertArrayEquals("Zürich-17".getBytes(UTF_8), record.key());
    assertEquals(
        "{\"id\":\"Zürich-17\",\"text\":\"forest fire 🔥\"}", new String(record.value(), UTF_8));
    assertEquals(
        Map.of(
            "ce_id", "event-1",
            "ce_type", "io.tocsin.Tweet",
            "ce_source", "/ingest-service",
            "ce_specversion", "1.0",
            "ce_time", "2026-11-23T10:15:00Z"),
        Headers.of(record));
  }

  @Test
  void givesEachEventAnIdOfItsOwn() {
    String first = Headers.of(writer.record(Topics.TWEETS, "17", TWEET, TIME)).get("ce_id");
    String second = Headers.of(writer.record(Topics.TWEETS, "17", TWEET, TIME)).get("ce_id");

    assertNotEquals(first, second);
  }

  @Test
  void takesBackWithoutAValue() {
    ProducerRecord<byte[], byte[]> record = writer.tombstone(Topics.LABELS, "17", TIME);

    assertEquals("labels", record.topic());
    assertArrayEquals("17".getBytes(UTF_8), record.key());
    assertNull(record.value());
    assertEquals("io.tocsin.Label", Headers.of(record).get("ce_type"));
  }

  @Test
  void refusesWhatATopicIsNotFor() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> writer.record(Topics.LABELS, "17", TWEET, TIME));

    assertEquals("topic labels: expected a Label, found a Tweet", e.getMessage());
  }
}
