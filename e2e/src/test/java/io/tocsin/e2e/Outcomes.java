package io.tocsin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the topics hold, as a reader of committed records sees it.
 *
 * @param tweets where each tweet's record stands
 * @param answers by the tweet's record: how many there are of each
 * @param tags all of them
 */
record Outcomes(
    Set<RecordPosition> tweets, Map<RecordPosition, Integer> answers, List<Classification> tags) {

  /** Reads both topics to their ends. */
  static Outcomes read(KafkaClients clients) {
    Set<RecordPosition> tweets = new HashSet<>();
    List<Classification> tags = new ArrayList<>();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      WholeTopics topics = new WholeTopics(reader);
      topics.read(
          List.of(Topics.TWEETS.name()),
          record -> {
            if (record.value() != null) { // a deletion has no answer
              tweets.add(position(record));
            }
          });
      topics.read(List.of(Topics.CLASSIFICATIONS.name()), record -> tags.add(tag(record)));
    }
    Map<RecordPosition, Integer> answers = new HashMap<>();
    tags.stream()
        .filter(tag -> tag.role() != Role.SHADOW)
        .forEach(tag -> answers.merge(source(tag), 1, Integer::sum));
    return new Outcomes(tweets, answers, tags);
  }

  /** Returns whether every tweet has an answer by now. */
  boolean areComplete() {
    return answers.keySet().containsAll(tweets);
  }

  /** Fails unless every tweet has exactly one answer, and nothing else has any. */
  void assertExactlyOnce() {
    Map<RecordPosition, Integer> expected = new HashMap<>();
    tweets.forEach(tweet -> expected.put(tweet, 1));
    assertEquals(expected, answers);
  }

  private static RecordPosition position(ConsumerRecord<byte[], byte[]> record) {
    return new RecordPosition(record.topic(), record.partition(), record.offset());
  }

  private static RecordPosition source(Classification tag) {
    return new RecordPosition(Topics.TWEETS.name(), tag.sourcePartition(), tag.sourceOffset());
  }

  private static Classification tag(ConsumerRecord<byte[], byte[]> record) {
    try {
      return MessageJson.read(record.value(), Classification.class);
    } catch (UnreadableMessageException e) {
      throw new AssertionError(position(record) + ": " + e.getMessage(), e);
    }
  }
}
