package io.tocsin.cli.pipeline;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Tweets written straight to their topic, each under an id of its own. */
public final class TweetLoad implements AutoCloseable {
  private final MessageWriter writer = new MessageWriter(URI.create("/tocsin-bench"));
  private final Producer<byte[], byte[]> producer;
  private final List<TweetText> texts;
  private final List<Future<RecordMetadata>> sending = new ArrayList<>();
  private long sent;

  /**
   * Prepares writing.
   *
   * @param texts used in turn
   */
  public TweetLoad(KafkaClients clients, List<TweetText> texts) {
    this.producer = clients.producer();
    this.texts = List.copyOf(texts);
  }

  /** Writes tweets as fast as it goes, and returns their ids once all are acknowledged. */
  public Set<String> burst(int tweets) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < tweets; i++) {
      ids.add(send());
    }
    flush();
    return ids;
  }

  /**
   * Writes tweets one by one at even distances.
   *
   * @param perSecond how many
   */
  Set<String> paced(int tweets, double perSecond) {
    Set<String> ids = new HashSet<>();
    long start = System.nanoTime();
    for (int i = 0; i < tweets; i++) {
      long due = start + (long) (i * 1e9 / perSecond);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      ids.add(send());
    }
    flush();
    return ids;
  }

  private void flush() {
    producer.flush();
    sending.forEach(Future::resultNow); // throws if the broker refused one
    sending.clear();
  }

  private String send() {
    TweetText text = texts.get((int) (sent % texts.size()));
    String id = "bench-" + UUID.randomUUID();
    Tweet tweet =
        new Tweet(
            Optional.of(id),
            text.text(),
            Optional.empty(),
            Optional.of("bench"),
            Optional.of(text.keyword()).filter(keyword -> !keyword.isBlank()),
            Optional.empty(),
            Optional.empty());
    sending.add(producer.send(writer.record(Topics.TWEETS, id, tweet, Instant.now())));
    sent++;
    return id;
  }

  @Override
  public void close() {
    producer.close();
  }
}
