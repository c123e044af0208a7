package io.tocsin.monitor.input;

import io.tocsin.contracts.Require;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Instant;

/** Tags. */
final class ClassificationParser implements InputParser {
  /** Several times what inference writes; what is kept of a tag must fit into a record again. */
  private static final int MAX_BYTES = 32 * 1024;

  @Override
  public Input parse(String key, byte[] value, Instant writtenAt)
      throws UnreadableMessageException {
    Require.that(
        value == null || value.length <= MAX_BYTES,
        "tag",
        "at most " + MAX_BYTES + " bytes",
        value == null ? 0 : value.length);
    Classification tag = MessageJson.read(value, Classification.class);
    Require.that(tag.tweetId().equals(key), "key", "the tag's tweetId", "another text");
    requireTime("classifiedAt", tag.classifiedAt(), writtenAt);
    requireTime("receivedAt", tag.receivedAt(), writtenAt);
    return new Input.Tagged(tag);
  }

  private static void requireTime(String field, Instant time, Instant writtenAt) {
    boolean holds = !time.isBefore(Instant.EPOCH) && !ClockTolerance.isExceeded(time, writtenAt);
    Require.that(holds, field, "a time since 1970 and not after the record's", time);
  }
}
