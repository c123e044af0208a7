package io.tocsin.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Whether each tweet that was written has exactly one committed answer. */
final class Accounts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Cluster cluster;
  private final Consumer<byte[], byte[]> reader;
  private final List<Classification> answers = new ArrayList<>();

  Accounts(Cluster cluster) {
    this.cluster = cluster;
    this.reader = cluster.clients().reader();
    List<TopicPartition> partitions =
        IntStream.range(0, Topics.TWEET_PARTITIONS)
            .mapToObj(number -> new TopicPartition(Topics.CLASSIFICATIONS.name(), number))
            .toList();
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
  }

  /** Waits until there are so many answers. */
  void awaitAnswers(int atLeast) {
    await().atMost(PATIENCE).pollInSameThread().until(() -> answers().size() >= atLeast);
  }

  /** Waits until there are as many answers as tweets were written, and compares them one by one. */
  void assertEachAnsweredOnce(int tweets) {
    awaitAnswers(tweets);
    Map<String, Long> expected =
        counted(
            cluster.committed(Topics.TWEETS).stream()
                .map(tweet -> position(tweet.partition(), tweet.offset()))
                .toList());
    Map<String, Long> answered =
        counted(
            answers().stream()
                .map(tag -> position(tag.sourcePartition(), tag.sourceOffset()))
                .toList());
    assertEquals(tweets, expected.size());
    assertEquals(expected, answered);
  }

  /** Returns all answers that are committed by now. */
  List<Classification> answers() {
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(20))) {
      try {
        Classification tag = MessageJson.read(record.value(), Classification.class);
        if (tag.role() != Role.SHADOW) {
          answers.add(tag);
        }
      } catch (UnreadableMessageException e) {
        throw new AssertionError(e);
      }
    }
    return List.copyOf(answers);
  }

  private static String position(int partition, long offset) {
    return new RecordPosition(Topics.TWEETS.name(), partition, offset).toString();
  }

  private static Map<String, Long> counted(List<String> positions) {
    return positions.stream()
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  @Override
  public void close() {
    reader.close();
  }
}
