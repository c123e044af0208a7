package io.tocsin.inference.tweet;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.StoredLetter;
import io.tocsin.messaging.message.Utf8;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which dead letters speak of which tweet. A letter is named by where its record stands, which is
 * its key. Nothing is read before the first tweet is deleted, and then only what is new. One thread
 * asks.
 *
 * <p>Letters of open and aborted transactions are among them: an open one may be committed later,
 * and to remove what never was does no harm. Removals are not heeded: they may be aborted, too, and
 * to remove a letter twice does no harm either.
 */
final class LetterIndex implements AutoCloseable {
  /** The topics of letters, by the topics of their records. */
  private static final Map<String, String> TOPICS =
      Stream.of(Topics.TWEETS, Topics.LABELS)
          .collect(
              Collectors.toUnmodifiableMap(
                  TopicDeclaration::name, source -> Topics.deadLetters(source).name()));

  private static final Pattern PLACE = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");

  private final Supplier<Consumer<byte[], byte[]>> readers;
  private final Map<TopicPartition, LetterPlaces> letters = new HashMap<>();
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private Consumer<byte[], byte[]> reader;

  /**
   * Prepares reading.
   *
   * @param readers make a reader that sees records before they are committed, too
   */
  LetterIndex(Supplier<Consumer<byte[], byte[]>> readers) {
    this.readers = readers;
  }

  /** Returns what removes a letter. */
  static ProducerRecord<byte[], byte[]> removal(RecordPosition letter) {
    return new ProducerRecord<>(TOPICS.get(letter.topic()), Utf8.bytes(letter.toString()), null);
  }

  /**
   * Reads what was written since the last time, and forgets what is no longer there.
   *
   * @throws org.apache.kafka.common.errors.RetriableException if Kafka does not answer
   */
  void refresh() {
    if (reader == null) {
      reader = readers.get();
    }
    WholeTopics topics = new WholeTopics(reader);
    Map<TopicPartition, Long> ends = topics.ends(List.copyOf(TOPICS.values()));
    Map<TopicPartition, Long> begins = new HashMap<>(reader.beginningOffsets(ends.keySet()));
    begins.forEach(this::forgetBefore);
    read.forEach((partition, next) -> begins.merge(partition, next, Math::max));
    topics.read(begins, ends, this::take);
    read.putAll(ends);
  }

  /**
   * Returns the letters that speak of a tweet, as far as they were read. One that an id names by
   * its place is among them whether it is there or not.
   */
  Set<RecordPosition> of(String tweetId) {
    Set<RecordPosition> found = new HashSet<>();
    letters.values().forEach(places -> found.addAll(places.of(tweetId)));
    Matcher place = PLACE.matcher(tweetId);
    if (place.matches() && TOPICS.containsKey(place.group(1))) {
      found.add(
          new RecordPosition(
              place.group(1), Integer.parseInt(place.group(2)), Long.parseLong(place.group(3))));
    }
    return found;
  }

  private void forgetBefore(TopicPartition partition, long oldest) {
    if (letters.containsKey(partition)) {
      letters.get(partition).forgetBefore(oldest);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    read.put(partition, record.offset() + 1);
    if (record.key() == null || record.value() == null) {
      return;
    }
    try {
      StoredLetter letter = StoredLetter.of(record);
      RecordPosition source = letter.told().position();
      if (ReadTweet.key(record).filter(source.toString()::equals).isPresent()) {
        Set<String> ids = letter.tweetIds();
        ids.remove(source.toString());
        LetterPlaces places =
            letters.computeIfAbsent(partition, _ -> new LetterPlaces(source.topic()));
        ids.forEach(id -> places.add(record.offset(), source, id));
      }
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
