package io.tocsin.cli.deadletter;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.ReadTweet;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All dead letters of a cluster as they are now: of each the last record, if it was not removed.
 */
final class LetterBox {
  static final String SUFFIX = "-dlq";

  private final Map<Slot, Letter> letters = new LinkedHashMap<>();

  /** What letters replace one another in; those without a key in none but their own. */
  private record Slot(String topic, ByteBuffer key, long unkeyed) {}

  private LetterBox() {}

  /** Reads the letters that are there, topic by topic in the order of their first records. */
  static List<Letter> read(Consumer<byte[], byte[]> reader) {
    Set<String> there = reader.listTopics().keySet();
    List<String> topics =
        Topics.SOURCES.stream()
            .map(source -> Topics.deadLetters(source).name())
            .filter(there::contains)
            .toList();
    LetterBox box = new LetterBox();
    new WholeTopics(reader).read(topics, box::add);
    return box.letters.values().stream()
        .sorted(Comparator.comparing(letter -> topics.indexOf(letter.place().topic())))
        .toList();
  }

  /** Returns the declared topics whose letters there may be. */
  static List<String> sources() {
    return Topics.SOURCES.stream().map(TopicDeclaration::name).toList();
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    RecordPosition place = ReadTweet.position(record);
    Slot slot =
        record.key() == null
            ? new Slot(place.topic(), ByteBuffer.allocate(0), place.offset())
            : new Slot(place.topic(), ByteBuffer.wrap(record.key()), -1);
    if (record.value() == null) {
      letters.remove(slot);
    } else {
      letters.put(slot, Letter.of(record));
    }
  }
}
