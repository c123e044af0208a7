package io.tocsin.ingest.upload;

import io.tocsin.ingest.kafka.SendOutcome;
import java.util.concurrent.CompletableFuture;

/** What was read from an upload and is not yet answered. */
sealed interface Pending {
  /** A blank line. */
  record Blank() implements Pending {}

  /** A line that is no message. */
  record Refused(long line, String reason) implements Pending {}

  /** A line that was sent to Kafka. */
  record Sent(long line, String id, CompletableFuture<SendOutcome> outcome) implements Pending {}

  /** After the last line that was read. */
  record End() implements Pending {}

  /** Returns whether its answer is known. */
  default boolean isKnown() {
    return !(this instanceof Sent sent) || sent.outcome().isDone();
  }
}
