package io.tocsin.cli.tag;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import java.time.Duration;
import java.time.Instant;

/**
 * A committed tag.
 *
 * @param classification what it says
 * @param seenAt when a reader of committed records had it
 */
public record Tag(Classification classification, Instant seenAt) {
  /** Returns where a tag's tweet stands. */
  public static RecordPosition source(Classification tag) {
    return new RecordPosition(Topics.TWEETS.name(), tag.sourcePartition(), tag.sourceOffset());
  }

  /** Returns the time from the tweet's record to the reader. */
  public Duration latency() {
    return Duration.between(classification.receivedAt(), seenAt);
  }
}
