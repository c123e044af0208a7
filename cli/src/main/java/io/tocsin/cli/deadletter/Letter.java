package io.tocsin.cli.deadletter;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.StoredLetter;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is known of a dead letter, without its bytes.
 *
 * @param name by which commands take it: where its record stood; where it stands itself if its
 *     headers do not tell
 * @param place where it stands itself
 * @param reason why it is one; of a record that does not say, what is wrong with its headers
 * @param source where its record stood, if it tells
 * @param reader who refused the record, if it tells
 * @param at when that was; of a record that does not say, when it was written
 * @param bytes of the value
 * @param leftBehind whether the bytes are at the source only
 * @param replayedAt when it was written into its topic again
 */
public record Letter(
    String name,
    RecordPosition place,
    String reason,
    Optional<RecordPosition> source,
    Optional<String> reader,
    Instant at,
    int bytes,
    boolean leftBehind,
    Optional<Instant> replayedAt) {
  /** Reads what a record of dead letters tells, whatever it is. */
  public static Letter of(ConsumerRecord<byte[], byte[]> record) {
    RecordPosition place = ReadTweet.position(record);
    int bytes = record.value().length;
    try {
      StoredLetter letter = StoredLetter.of(record);
      RecordPosition source = letter.told().position();
      boolean keyed = ReadTweet.key(record).filter(source.toString()::equals).isPresent();
      return new Letter(
          keyed ? source.toString() : place.toString(),
          place,
          letter.told().reason(),
          Optional.of(source),
          Optional.of(letter.told().reader()),
          letter.told().at(),
          bytes,
          letter.isLeftBehind(),
          letter.replayedAt());
    } catch (IllegalArgumentException e) {
      return new Letter(
          place.toString(),
          place,
          "no dead letter of a Tocsin service: " + e.getMessage(),
          Optional.empty(),
          Optional.empty(),
          Instant.ofEpochMilli(record.timestamp()),
          bytes,
          false,
          Optional.empty());
    }
  }

  /** Returns the topic that its record was in, or should have been. */
  public String topic() {
    return place.topic().substring(0, place.topic().length() - LetterBox.SUFFIX.length());
  }
}
