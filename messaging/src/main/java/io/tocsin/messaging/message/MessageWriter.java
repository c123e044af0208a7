package io.tocsin.messaging.message;

import io.tocsin.contracts.cloudevent.CloudEvent;
import io.tocsin.contracts.topic.TopicDeclaration;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Messages as records, with CloudEvents headers that name who wrote them. */
public final class MessageWriter {
  private final URI source;

  /**
   * Prepares records of one writer.
   *
   * @param source as CloudEvents has it, such as {@code /ingest-service}
   */
  public MessageWriter(URI source) {
    this.source = source;
  }

  /** Returns a record whose event has an id of its own. */
  public ProducerRecord<byte[], byte[]> record(
      TopicDeclaration topic, String key, Object message, Instant time) {
    return record(topic, key, message, UUID.randomUUID().toString(), time);
  }

  /**
   * Returns a record.
   *
   * @param message of the topic's class
   * @param eventId unique within the source
   * @throws IllegalArgumentException if the topic is for other messages
   */
  public ProducerRecord<byte[], byte[]> record(
      TopicDeclaration topic, String key, Object message, String eventId, Instant time) {
    if (!topic.value().isInstance(message)) {
      throw new IllegalArgumentException(
          "topic %s: expected a %s, found a %s"
              .formatted(
                  topic.name(), topic.value().getSimpleName(), message.getClass().getSimpleName()));
    }
    return withHeaders(topic, key, MessageJson.write(message), eventId, time);
  }

  /** Returns a record that takes the last message of a key back, on a compacted topic. */
  public ProducerRecord<byte[], byte[]> tombstone(
      TopicDeclaration topic, String key, Instant time) {
    return withHeaders(topic, key, null, UUID.randomUUID().toString(), time);
  }

  private ProducerRecord<byte[], byte[]> withHeaders(
      TopicDeclaration topic, String key, byte[] json, String eventId, Instant time) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic.name(), Utf8.bytes(key), json);
    new CloudEvent(eventId, CloudEvent.typeOf(topic.value()), source, time)
        .headers()
        .forEach((name, value) -> record.headers().add(name, Utf8.bytes(value)));
    return record;
  }
}
