package io.tocsin.cli.client;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.TweetReader;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A tweet looked up by its id, which means to read the whole topic. */
final class FoundTweet {
  private FoundTweet() {}

  /** Returns the newest tweet of an id. */
  static Optional<Tweet> of(String id, KafkaClients clients) {
    AtomicReference<Tweet> found = new AtomicReference<>();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      new WholeTopics(reader)
          .read(
              List.of(Topics.TWEETS.name()),
              record -> {
                Optional<Tweet> tweet = read(record);
                if (tweet.isPresent() && id.equals(id(record, tweet.get()))) {
                  found.set(tweet.get());
                }
              });
    }
    return Optional.ofNullable(found.get());
  }

  /** What is no tweet is for inference to complain of. */
  static Optional<Tweet> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(TweetReader.read(record.value()));
    } catch (UnreadableMessageException e) {
      return Optional.empty();
    }
  }

  private static String id(ConsumerRecord<byte[], byte[]> record, Tweet tweet) {
    Optional<String> key =
        Optional.ofNullable(record.key()).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    return tweet.idAt(key, new RecordPosition(record.topic(), record.partition(), record.offset()));
  }
}
