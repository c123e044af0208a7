package io.tocsin.monitor.input;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.label.Label;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a record says of a tweet. */
public sealed interface Input {
  /** A version says what it is. */
  record Tagged(Classification tag) implements Input {}

  /**
   * Somebody says what it is.
   *
   * @param at when the label's record was written
   */
  record Labelled(Label label, Instant at) implements Input {}

  /**
   * What somebody said holds no longer, for another label came that cannot be read.
   *
   * @param at when that was written
   */
  record Unlabelled(Instant at) implements Input {}

  /**
   * The tweet was deleted, or somebody took back what they had said: the topic tells no difference.
   *
   * @param at when that was written
   */
  record Removed(Instant at) implements Input {}

  /**
   * Nothing that could be read.
   *
   * @param letter what is to be kept of it
   */
  record Unreadable(ProducerRecord<byte[], byte[]> letter) implements Input {}
}
