package io.tocsin.cli.tag;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Tags as they are committed. Not for several threads. */
public final class TagStream implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;

  /** Begins after the newest tag that is there now. */
  public TagStream(KafkaClients clients) {
    this(clients, Consumer::seekToEnd);
  }

  private TagStream(
      KafkaClients clients, BiConsumer<Consumer<byte[], byte[]>, List<TopicPartition>> seek) {
    this.consumer = clients.reader();
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.CLASSIFICATIONS.name()).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    seek.accept(consumer, partitions);
    partitions.forEach(consumer::position); // The seek is lazy; later would be too late.
  }

  /** Begins with the oldest tag that is kept. */
  public static TagStream fromBeginning(KafkaClients clients) {
    return new TagStream(clients, Consumer::seekToBeginning);
  }

  /** Returns what came since the last call, after a short wait if there was nothing. */
  public List<Tag> poll() {
    List<Tag> tags = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      tags.add(new Tag(read(record), Instant.now()));
    }
    return tags;
  }

  /**
   * Waits for the answers to tweets; shadow tags are none.
   *
   * @param ids of tweets that were not answered before this was made
   * @param patience without any further answer
   * @param found hears how many there are
   * @return the answers by tweet id
   * @throws TimeoutException if no further one came
   */
  public Map<String, Tag> answers(Set<String> ids, Duration patience, IntConsumer found)
      throws TimeoutException {
    Map<String, Tag> answers = new HashMap<>();
    long last = System.nanoTime();
    while (answers.size() < ids.size()) {
      int before = answers.size();
      pollAnswers().stream()
          .filter(tag -> ids.contains(tag.classification().tweetId()))
          .forEach(tag -> answers.putIfAbsent(tag.classification().tweetId(), tag));
      last = answers.size() > before ? System.nanoTime() : last;
      requirePatience(last, patience, ids.size(), answers.size());
      found.accept(answers.size());
    }
    return answers;
  }

  /**
   * Waits for so many answers, whatever the tweets.
   *
   * @param patience without any further answer
   * @throws TimeoutException if no further one came
   */
  public List<Tag> answers(int wanted, Duration patience) throws TimeoutException {
    List<Tag> answers = new ArrayList<>();
    long last = System.nanoTime();
    while (answers.size() < wanted) {
      List<Tag> more = pollAnswers();
      answers.addAll(more);
      last = more.isEmpty() ? last : System.nanoTime();
      requirePatience(last, patience, wanted, answers.size());
    }
    return answers;
  }

  private List<Tag> pollAnswers() {
    return poll().stream().filter(tag -> tag.classification().role() != Role.SHADOW).toList();
  }

  private static void requirePatience(long last, Duration patience, int wanted, int found)
      throws TimeoutException {
    if (System.nanoTime() - last > patience.toNanos()) {
      throw new TimeoutException(
          "expected tags for %d tweets, found %d, and none in the last %d s"
              .formatted(wanted, found, patience.toSeconds()));
    }
  }

  private static Classification read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return MessageJson.read(record.value(), Classification.class);
    } catch (UnreadableMessageException e) {
      throw new IllegalStateException(
          "%s-%d-%d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
