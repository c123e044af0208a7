package io.tocsin.inference.tweet;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.StoredLetter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which dead letters speak of which tweet. Nothing is read before the first tweet is deleted, and
 * then only what is new. One thread asks.
 *
 * <p>Letters of open and aborted transactions are among them: an open one may be committed later,
 * and to remove what never was does no harm. Removals are not heeded: they may be aborted, too, and
 * to remove a letter twice does no harm either.
 */
final class LetterIndex implements AutoCloseable {
  private static final List<String> TOPICS =
      List.of(Topics.deadLetters(Topics.TWEETS).name(), Topics.deadLetters(Topics.LABELS).name());

  private final Supplier<Consumer<byte[], byte[]>> readers;
  private final Map<Slot, Set<String>> tweets = new HashMap<>();
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private Consumer<byte[], byte[]> reader;

  /** A letter, named by its key. */
  record Slot(String topic, ByteBuffer key) {
    static Slot of(String topic, byte... key) {
      return new Slot(topic, ByteBuffer.wrap(key));
    }

    /** Returns what removes the letter. */
    ProducerRecord<byte[], byte[]> removal() {
      byte[] bytes = new byte[key.remaining()];
      key.duplicate().get(bytes);
      return new ProducerRecord<>(topic, bytes, null);
    }
  }

  /**
   * Prepares reading.
   *
   * @param readers make a reader that sees records before they are committed, too
   */
  LetterIndex(Supplier<Consumer<byte[], byte[]>> readers) {
    this.readers = readers;
  }

  /**
   * Reads what was written since the last time.
   *
   * @throws org.apache.kafka.common.errors.RetriableException if Kafka does not answer
   */
  void refresh() {
    if (reader == null) {
      reader = readers.get();
    }
    WholeTopics topics = new WholeTopics(reader);
    Map<TopicPartition, Long> ends = topics.ends(TOPICS);
    Map<TopicPartition, Long> begins = new HashMap<>();
    reader
        .beginningOffsets(ends.keySet())
        .forEach(
            (partition, oldest) ->
                begins.put(partition, Math.max(oldest, read.getOrDefault(partition, 0L))));
    topics.read(begins, ends, this::take);
    read.putAll(ends);
  }

  /** Returns the letters that speak of a tweet, as far as they were read. */
  Set<Slot> of(String tweetId) {
    return tweets.entrySet().stream()
        .filter(letter -> letter.getValue().contains(tweetId))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    try {
      tweets.put(Slot.of(record.topic(), record.key()), StoredLetter.of(record).tweetIds());
    } catch (IllegalArgumentException e) {
      return; // no letter of ours: nobody can tell whose words it has
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
