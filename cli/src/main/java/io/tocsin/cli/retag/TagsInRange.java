package io.tocsin.cli.retag;

import io.tocsin.cli.tag.Tag;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;

/** Tags of a range's tweets, by where the tweets stand. */
final class TagsInRange {
  private TagsInRange() {}

  /** Reads those of a topic that are wanted; the last one of each tweet's record counts. */
  static Map<RecordPosition, Classification> of(
      String topic,
      TweetRange range,
      Predicate<Classification> wanted,
      Consumer<byte[], byte[]> reader) {
    Map<RecordPosition, Classification> tags = new HashMap<>();
    new WholeTopics(reader)
        .read(
            List.of(topic),
            record ->
                tag(record.value())
                    .filter(wanted)
                    .filter(tag -> range.contains(Tag.source(tag)))
                    .ifPresent(tag -> tags.put(Tag.source(tag), tag)));
    return tags;
  }

  /** What is no tag is for its readers to complain of. */
  private static Optional<Classification> tag(byte... value) {
    try {
      return Optional.of(MessageJson.read(value, Classification.class));
    } catch (UnreadableMessageException e) {
      return Optional.empty();
    }
  }
}
