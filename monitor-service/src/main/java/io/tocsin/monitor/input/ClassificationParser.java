package io.tocsin.monitor.input;

import io.tocsin.contracts.Require;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;

/** Tags. */
final class ClassificationParser implements InputParser {
  /** A clock may be wrong by so much. Time that runs ahead of us would let state expire. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  @Override
  public Input parse(String key, byte[] value, Instant writtenAt)
      throws UnreadableMessageException {
    Classification tag = MessageJson.read(value, Classification.class);
    Require.that(tag.tweetId().equals(key), "key", "the tag's tweetId", "another text");
    Require.that(
        !tag.classifiedAt().isAfter(writtenAt.plus(CLOCK_TOLERANCE)),
        "classifiedAt",
        "a time not after the record's, " + writtenAt,
        tag.classifiedAt());
    return new Input.Tagged(tag);
  }
}
