package io.tocsin.contracts.deadletter;

import io.tocsin.contracts.Require;
import io.tocsin.contracts.topic.RecordPosition;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Why a record could not be read. It travels in headers beside the record's own. Its topic is
 * compacted by {@link #position}, which is the letter's key; the value is the record's as it came.
 * Reason, topic, partition and offset are named as SmallRye names them.
 *
 * @param reason not blank; cut off at {@link #MAX_REASON_CHARACTERS}, so that the headers always
 *     fit into what a dead letter may be larger than its source
 * @param position where the record stands
 * @param reader the service that could not read it, not blank
 * @param at when
 */
public record DeadLetter(String reason, RecordPosition position, String reader, Instant at) {
  public static final String REASON = "dead-letter-reason";
  public static final String TOPIC = "dead-letter-topic";
  public static final String PARTITION = "dead-letter-partition";
  public static final String OFFSET = "dead-letter-offset";
  public static final String READER = "dead-letter-reader";
  public static final String TIME = "dead-letter-time";

  /** The record's own key as it came; absent if it had none. */
  public static final String KEY = "dead-letter-key";

  /** Why the letter's value is empty: {@link #NO_VALUE} or {@link #LEFT_BEHIND}; else absent. */
  public static final String VALUE = "dead-letter-value";

  /** The record had no value: a letter without one would remove itself. */
  public static final String NO_VALUE = "none";

  /** The record is too large for a letter, and stands where it stood. */
  public static final String LEFT_BEHIND = "left-behind";

  /** When the record was written into its topic again; absent if it was not. */
  public static final String REPLAYED = "dead-letter-replayed";

  /** All names of headers that are a letter's and not its record's. */
  public static final Set<String> NAMES =
      Set.of(REASON, TOPIC, PARTITION, OFFSET, READER, TIME, KEY, VALUE, REPLAYED);

  /** At most 3 bytes each in UTF-8. */
  public static final int MAX_REASON_CHARACTERS = 1000;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public DeadLetter {
    reason = Require.reason("reason", reason, MAX_REASON_CHARACTERS);
    Require.present("position", position);
    Require.filled("reader", reader);
    Require.present("at", at);
  }

  /** Returns the headers, all text in UTF-8. */
  public Map<String, String> headers() {
    return Map.of(
        REASON, reason,
        TOPIC, position.topic(),
        PARTITION, Integer.toString(position.partition()),
        OFFSET, Long.toString(position.offset()),
        READER, reader,
        TIME, at.toString());
  }

  /**
   * Reads the headers back.
   *
   * @param headers those of a record; others than a dead letter's are ignored
   * @throws IllegalArgumentException naming the first that is missing or wrong
   */
  public static DeadLetter from(Map<String, String> headers) {
    RecordPosition position =
        new RecordPosition(
            parsed(headers, TOPIC, text -> text),
            parsed(headers, PARTITION, Integer::parseInt),
            parsed(headers, OFFSET, Long::parseLong));
    return new DeadLetter(
        parsed(headers, REASON, text -> text),
        position,
        parsed(headers, READER, text -> text),
        parsed(headers, TIME, Instant::parse));
  }

  private static <T> T parsed(
      Map<String, String> headers, String name, Function<String, T> parser) {
    String text = Require.filled(name, headers.get(name));
    try {
      return parser.apply(text);
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }
}
