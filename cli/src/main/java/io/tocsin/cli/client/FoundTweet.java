package io.tocsin.cli.client;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A tweet looked up by its id, which means to read the whole topic. */
final class FoundTweet {
  private FoundTweet() {}

  /** Returns the newest tweet of an id; none if it was deleted since. */
  static Optional<Tweet> of(String id, KafkaClients clients) {
    AtomicReference<Tweet> found = new AtomicReference<>();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      new WholeTopics(reader)
          .read(
              List.of(Topics.TWEETS.name()),
              record -> {
                if (deletes(id, record)) {
                  found.set(null);
                }
                read(record)
                    .filter(tweet -> tweet.id().equals(id))
                    .ifPresent(tweet -> found.set(tweet.tweet()));
              });
    }
    return Optional.ofNullable(found.get());
  }

  /** What is no tweet is for inference to complain of. */
  static Optional<ReadTweet> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(ReadTweet.of(record));
    } catch (UnreadableMessageException e) {
      return Optional.empty();
    }
  }

  private static boolean deletes(String id, ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null && ReadTweet.key(record).filter(id::equals).isPresent();
  }
}
