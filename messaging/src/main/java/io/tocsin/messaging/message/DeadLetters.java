package io.tocsin.messaging.message;

import io.tocsin.contracts.deadletter.DeadLetter;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What could not be read, as it came, with the reason beside it. What is too large for a dead
 * letter, as a record can be that was compressed or has many headers, stays behind: the letter's
 * own headers tell where it stands. Every letter is one that producers send and its topic takes.
 */
public final class DeadLetters {
  /** For what is added to a letter later: a trace's headers, the mark of a replay. */
  private static final int ROOM_BYTES = 8 * 1024;

  private static final byte[] EMPTY = {};

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
    RecordPosition position = ReadTweet.position(record);
    ProducerRecord<byte[], byte[]> letter =
        told(copy(record, position), new DeadLetter(reason, position, reader, at));
    int bytes = RecordSize.sent(letter);
    if (bytes <= Topics.deadLetters(source).maxMessageBytes() - ROOM_BYTES) {
      return letter;
    }
    String why =
        "%d bytes, its headers included, are too many for a dead letter: %s"
            .formatted(bytes, reason);
    return told(leftBehind(position), new DeadLetter(why, position, reader, at));
  }

  private ProducerRecord<byte[], byte[]> copy(
      ConsumerRecord<byte[], byte[]> record, RecordPosition position) {
    byte[] value = record.value() == null ? EMPTY : record.value();
    ProducerRecord<byte[], byte[]> letter = letter(position, value);
    for (Header header : record.headers()) {
      if (!DeadLetter.NAMES.contains(header.key())) {
        letter.headers().add(header);
      }
    }
    if (record.key() != null) {
      letter.headers().add(DeadLetter.KEY, record.key());
    }
    if (record.value() == null) {
      letter.headers().add(DeadLetter.VALUE, Utf8.bytes(DeadLetter.NO_VALUE));
    }
    return letter;
  }

  private ProducerRecord<byte[], byte[]> leftBehind(RecordPosition position) {
    ProducerRecord<byte[], byte[]> letter = letter(position, EMPTY);
    letter.headers().add(DeadLetter.VALUE, Utf8.bytes(DeadLetter.LEFT_BEHIND));
    return letter;
  }

  private ProducerRecord<byte[], byte[]> letter(RecordPosition position, byte... value) {
    return new ProducerRecord<>(
        Topics.deadLetters(source).name(), Utf8.bytes(position.toString()), value);
  }

  private static ProducerRecord<byte[], byte[]> told(
      ProducerRecord<byte[], byte[]> letter, DeadLetter told) {
    told.headers().forEach((name, value) -> letter.headers().add(name, Utf8.bytes(value)));
    return letter;
  }
}
