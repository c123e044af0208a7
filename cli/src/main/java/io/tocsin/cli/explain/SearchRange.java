package io.tocsin.cli.explain;

import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KeyPartition;
import io.tocsin.messaging.message.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions in which a tweet's records must be, and how much of them is read.
 *
 * @param begins by partition
 * @param ends by partition
 * @param searched the same for people
 */
record SearchRange(
    Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends, List<Searched> searched) {
  private static final List<TopicDeclaration> KEYED =
      List.of(Topics.TWEETS, Topics.CLASSIFICATIONS, Topics.LABELS);
  private static final List<TopicDeclaration> LETTERS =
      List.of(Topics.deadLetters(Topics.TWEETS), Topics.deadLetters(Topics.LABELS));

  static SearchRange of(String id, long mostRecords, Consumer<byte[], byte[]> reader) {
    List<TopicPartition> partitions = partitions(id, reader);
    reader.assign(partitions); // Kafka warns of each offset it is asked for and cannot keep
    Map<TopicPartition, Long> oldest = reader.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
    Map<TopicPartition, Long> begins = new HashMap<>();
    List<Searched> searched = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      long end = ends.get(partition);
      long begin = Math.max(oldest.get(partition), end - mostRecords);
      begins.put(partition, begin);
      searched.add(
          new Searched(
              partition.topic(), partition.partition(), oldest.get(partition), begin, end));
    }
    return new SearchRange(begins, ends, searched);
  }

  private static List<TopicPartition> partitions(String id, Consumer<byte[], byte[]> reader) {
    Map<String, List<PartitionInfo>> there = reader.listTopics();
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDeclaration topic : KEYED) {
      int number = there.getOrDefault(topic.name(), List.of()).size();
      if (number > 0) {
        partitions.add(new TopicPartition(topic.name(), KeyPartition.of(Utf8.bytes(id), number)));
      }
    }
    for (TopicDeclaration topic : LETTERS) {
      there.getOrDefault(topic.name(), List.of()).stream()
          .map(info -> new TopicPartition(topic.name(), info.partition()))
          .forEach(partitions::add);
    }
    return partitions;
  }
}
