package io.tocsin.monitor.labelling;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.TweetReader;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Texts, looked up where the tweets stand: the monitor keeps none itself. A deletion takes no
 * record out of that topic before its time; it is the candidate that goes.
 */
final class TweetSource implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * A connection does one thing after the other. What the consumer fetches ahead of a tweet that is
   * the last of its partition keeps the next tweet waiting until the broker gives up, which by
   * default takes half a second: 100 tweets took 53 s.
   */
  private static final int FETCH_MS = 5;

  private final Consumer<byte[], byte[]> consumer;

  /** Prepares reading. */
  TweetSource(KafkaClients clients) {
    this.consumer = clients.reader(Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MS));
  }

  /**
   * Returns a tweet, unless it is there no more.
   *
   * @throws RefusedException if Kafka does not answer
   */
  synchronized Optional<Tweet> at(int partition, long offset) {
    TopicPartition place = new TopicPartition(Topics.TWEETS.name(), partition);
    consumer.assign(List.of(place));
    consumer.seek(place, offset);
    try {
      List<ConsumerRecord<byte[], byte[]>> found = consumer.poll(PATIENCE).records(place);
      if (found.isEmpty()) {
        throw RefusedException.unavailable(
            "topic %s: expected to read a tweet, found nothing within %s: is Kafka there?"
                .formatted(place.topic(), PATIENCE));
      }
      return Optional.of(found.getFirst())
          .filter(record -> record.offset() == offset)
          .flatMap(TweetSource::tweet);
    } catch (OffsetOutOfRangeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Tweet> tweet(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(TweetReader.read(record.value()));
    } catch (UnreadableMessageException _) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
