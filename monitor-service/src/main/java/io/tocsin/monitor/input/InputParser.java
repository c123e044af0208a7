package io.tocsin.monitor.input;

import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Instant;
import java.util.Optional;

/** Reads the records of one topic. */
interface InputParser {
  /**
   * Reads a record.
   *
   * @param key the tweet's id
   * @param value null if the record has none
   * @param writtenAt when the record was written, never later than now
   * @throws UnreadableMessageException if it is not what it should be
   * @throws IllegalArgumentException likewise
   */
  Input parse(String key, byte[] value, Instant writtenAt) throws UnreadableMessageException;

  /** Returns what a record that cannot be read means for its tweet; usually nothing. */
  default Optional<Input> insteadOfUnreadable(Instant writtenAt) {
    return Optional.empty();
  }
}
