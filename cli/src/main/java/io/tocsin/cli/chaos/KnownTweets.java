package io.tocsin.cli.chaos;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.message.ReadTweet;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Tweets that a seed decides, deletions and unreadable records among them, several under each key.
 * What Kafka acknowledged is kept, to be held against what it has.
 */
final class KnownTweets implements AutoCloseable {
  private static final double UNREADABLE = 0.01;
  private static final double DELETIONS = 0.01;
  private static final int TWEETS_A_KEY = 4;

  private final MessageWriter writer = new MessageWriter(URI.create("/tocsin-chaos"));
  private final Producer<byte[], byte[]> producer;
  private final List<TweetText> texts;
  private final Random random;
  private final int keys;
  private final Map<RecordPosition, ByteBuffer> written = new HashMap<>();
  private int unreadable;
  private int deletions;

  /**
   * Prepares writing.
   *
   * @param texts that are drawn from
   * @param tweets that will be written, about
   */
  KnownTweets(KafkaClients clients, List<TweetText> texts, long seed, int tweets) {
    this.producer = clients.producer();
    this.texts = List.copyOf(texts);
    this.random = new Random(seed);
    this.keys = Math.max(1, tweets / TWEETS_A_KEY);
  }

  private record Sent(ByteBuffer value, Future<RecordMetadata> acknowledged) {}

  /** Writes records as fast as it goes, and returns how many of them will be answered. */
  int burst(int records) {
    int answerable = written() - unreadable - deletions;
    List<Sent> sending = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      ProducerRecord<byte[], byte[]> record = next();
      sending.add(new Sent(bytes(record.value()), producer.send(record)));
    }
    producer.flush();
    for (Sent sent : sending) {
      RecordMetadata at = sent.acknowledged().resultNow(); // throws if the broker refused it
      written.put(new RecordPosition(at.topic(), at.partition(), at.offset()), sent.value());
    }
    return written() - unreadable - deletions - answerable;
  }

  /** Returns how many records were acknowledged. */
  int written() {
    return written.size();
  }

  /**
   * What must have become of what was written.
   *
   * @param unreadable records, which are dead-lettered
   * @param deletions that take effect
   * @param differences places where the topic holds something else than what Kafka acknowledged
   */
  record Expected(int unreadable, int deletions, long differences) {}

  /** Returns what must have become of what was written. */
  Expected expected(KafkaClients clients) {
    return new Expected(unreadable, deletions, differences(clients));
  }

  private long differences(KafkaClients clients) {
    Map<RecordPosition, ByteBuffer> found = new HashMap<>();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      new WholeTopics(reader)
          .read(
              List.of(Topics.TWEETS.name()),
              record -> found.put(ReadTweet.position(record), bytes(record.value())));
    }
    long missing =
        written.entrySet().stream()
            .filter(record -> !record.getValue().equals(found.get(record.getKey())))
            .count();
    long unknown = found.keySet().stream().filter(place -> !written.containsKey(place)).count();
    return missing + unknown;
  }

  private ProducerRecord<byte[], byte[]> next() {
    String id = "chaos-" + random.nextInt(keys);
    double kind = random.nextDouble();
    TweetText text = texts.get(random.nextInt(texts.size()));
    if (kind < UNREADABLE) {
      unreadable++;
      byte[] broken = "{\"id\": \"%s\", \"text\":".formatted(id).getBytes(StandardCharsets.UTF_8);
      return new ProducerRecord<>(
          Topics.TWEETS.name(), id.getBytes(StandardCharsets.UTF_8), broken);
    }
    if (kind < UNREADABLE + DELETIONS) {
      deletions++;
      return writer.tombstone(Topics.TWEETS, id, Instant.now());
    }
    return writer.record(Topics.TWEETS, id, tweet(id, text), Instant.now());
  }

  private static Tweet tweet(String id, TweetText text) {
    return new Tweet(
        Optional.of(id),
        text.text(),
        Optional.empty(),
        Optional.of("chaos"),
        Optional.of(text.keyword()).filter(keyword -> !keyword.isBlank()),
        Optional.empty(),
        Optional.empty());
  }

  private static ByteBuffer bytes(byte... value) {
    return ByteBuffer.wrap(value == null ? new byte[0] : Arrays.copyOf(value, value.length));
  }

  @Override
  public void close() {
    producer.close();
  }
}
