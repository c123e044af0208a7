package io.tocsin.cli.retag;

import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What labels say now, by tweet id. */
final class LabelledCategories {
  private LabelledCategories() {}

  static Map<String, String> read(Consumer<byte[], byte[]> reader) {
    Map<String, String> categories = new HashMap<>();
    new WholeTopics(reader).read(List.of(Topics.LABELS.name()), record -> take(record, categories));
    return categories;
  }

  /** One that cannot be read takes the label back, as it does for the trainer. */
  private static void take(ConsumerRecord<byte[], byte[]> record, Map<String, String> categories) {
    ReadTweet.key(record).ifPresent(categories::remove);
    if (record.value() == null) {
      return;
    }
    try {
      Label label = MessageJson.read(record.value(), Label.class);
      categories.put(label.tweetId(), label.category());
    } catch (UnreadableMessageException e) {
      return;
    }
  }
}
