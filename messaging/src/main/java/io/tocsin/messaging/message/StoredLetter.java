package io.tocsin.messaging.message;

import io.tocsin.contracts.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A dead letter as its topic has it.
 *
 * @param record the letter; it has a value
 * @param told why, and where its record stands
 */
public record StoredLetter(ConsumerRecord<byte[], byte[]> record, DeadLetter told) {
  private static final Set<String> EMPTY = Set.of(DeadLetter.NO_VALUE, DeadLetter.LEFT_BEHIND);

  /**
   * Reads a letter.
   *
   * @throws IllegalArgumentException if the record is none, or its headers do not say from where it
   *     came; the message repeats nothing of it
   */
  public static StoredLetter of(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new IllegalArgumentException("value: expected a dead letter, found a removal");
    }
    if (record.key() == null) {
      throw new IllegalArgumentException("key: expected where the record stood, found none");
    }
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    DeadLetter told = DeadLetter.from(headers);
    boolean fits = record.topic().equals(told.position().topic() + "-dlq");
    if (!fits) {
      throw new IllegalArgumentException(
          DeadLetter.TOPIC + ": expected the topic whose dead letters these are, found another");
    }
    return new StoredLetter(record, told);
  }

  /** Returns whether the record's bytes are not here, but only where it stands. */
  public boolean isLeftBehind() {
    return header(DeadLetter.VALUE).filter(DeadLetter.LEFT_BEHIND::equals).isPresent();
  }

  /** Returns when the record was written into its topic again. */
  public Optional<Instant> replayedAt() {
    return header(DeadLetter.REPLAYED).flatMap(StoredLetter::instant);
  }

  /** Returns the record as it came: key, value and headers byte for byte. */
  public ConsumerRecord<byte[], byte[]> source() {
    Headers own = new RecordHeaders();
    for (Header header : record.headers()) {
      if (!DeadLetter.NAMES.contains(header.key())) {
        own.add(header);
      }
    }
    Header key = record.headers().lastHeader(DeadLetter.KEY);
    boolean none = header(DeadLetter.VALUE).filter(EMPTY::contains).isPresent();
    return new ConsumerRecord<>(
        told.position().topic(),
        told.position().partition(),
        told.position().offset(),
        record.timestamp(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key == null ? null : key.value(),
        none ? null : record.value(),
        own,
        Optional.empty());
  }

  /** Returns every id by which the record's tweet may be known. */
  public Set<String> tweetIds() {
    return TweetIds.of(source());
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.of(Instant.EPOCH); // whoever marked it meant that it was
    }
  }
}
