package io.tocsin.messaging.message;

import io.tocsin.contracts.deadletter.DeadLetter;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What could not be read, as it came, with the reason beside it. */
public final class DeadLetters {
  private final TopicDeclaration source;
  private final String reader;

  /**
   * Prepares the dead letters of one topic.
   *
   * @param source the topic that is read
   * @param reader the service that reads it
   */
  public DeadLetters(TopicDeclaration source, String reader) {
    this.source = source;
    this.reader = reader;
  }

  /** Returns a record's dead letter. */
  public ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> record, String reason, Instant at) {
    RecordPosition position =
        new RecordPosition(record.topic(), record.partition(), record.offset());
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            Topics.deadLetters(source).name(),
            null,
            record.key(),
            record.value(),
            record.headers());
    new DeadLetter(reason, position, reader, at)
        .headers()
        .forEach(
            (name, value) ->
                letter
                    .headers()
                    .remove(name) // of an earlier failure, if the record was replayed
                    .add(name, Utf8.bytes(value)));
    return letter;
  }
}
