package io.tocsin.monitor.input;

import io.tocsin.contracts.Require;
import io.tocsin.contracts.label.Label;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Labels, and what takes them back.
 *
 * @param categories what labels may say
 */
record LabelParser(List<String> categories) implements InputParser {
  @Override
  public Input parse(String key, byte[] value, Instant writtenAt)
      throws UnreadableMessageException {
    if (value == null) {
      return new Input.Removed(writtenAt);
    }
    Label label = MessageJson.read(value, Label.class);
    Require.that(label.tweetId().equals(key), "key", "the label's tweetId", "another text");
    Require.that(
        categories.contains(label.category()), "category", "one of " + categories, "another");
    return new Input.Labelled(label, writtenAt);
  }

  /**
   * Compaction will have forgotten the label before it sooner or later; nothing depends on when.
   */
  @Override
  public Optional<Input> insteadOfUnreadable(Instant writtenAt) {
    return Optional.of(new Input.Unlabelled(writtenAt));
  }
}
