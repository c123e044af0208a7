package io.tocsin.messaging.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Topics read from their beginning to an end that is fixed beforehand. */
public final class WholeTopics {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;

  /**
   * Prepares reading.
   *
   * @param consumer without a group; it stays the caller's to close, and is left assigned to what
   *     was read, at its end
   */
  public WholeTopics(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Returns where topics end now, as far as their records are committed; the consumer is assigned
   * to them.
   */
  public Map<TopicPartition, Long> ends(List<String> topics) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions); // Kafka warns of each offset it is asked for and cannot keep
    return consumer.endOffsets(partitions);
  }

  /** Reads all that topics hold now. */
  public void read(
      List<String> topics, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    read(ends(topics), each);
  }

  /**
   * Reads partitions to their ends, each in the order of its records.
   *
   * @param ends the offset after the last record that is wanted
   * @param each hears every record before the ends that is still there
   */
  public void read(
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    while (!left(ends).isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.get(partition)) {
          each.accept(record);
        }
      }
      consumer.pause(reached(ends));
    }
  }

  private List<TopicPartition> reached(Map<TopicPartition, Long> ends) {
    List<TopicPartition> left = left(ends);
    return ends.keySet().stream().filter(partition -> !left.contains(partition)).toList();
  }

  private List<TopicPartition> left(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .filter(end -> consumer.position(end.getKey()) < end.getValue())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableList());
  }
}
