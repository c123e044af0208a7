package io.tocsin.cli.tag;

import io.tocsin.contracts.classification.Classification;
import java.time.Duration;
import java.time.Instant;

/**
 * A committed tag.
 *
 * @param classification what it says
 * @param seenAt when a reader of committed records had it
 */
public record Tag(Classification classification, Instant seenAt) {
  /** Returns the time from the tweet's record to the reader. */
  public Duration latency() {
    return Duration.between(classification.receivedAt(), seenAt);
  }
}
