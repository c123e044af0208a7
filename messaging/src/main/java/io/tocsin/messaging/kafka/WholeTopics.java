package io.tocsin.messaging.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics read from their beginning to an end that is fixed beforehand. */
public final class WholeTopics {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;

  /**
   * Prepares reading.
   *
   * @param consumer without a group; it stays the caller's to close, and is left assigned to what
   *     was read, to go on with the first record after its end
   */
  public WholeTopics(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Returns where topics end now, as far as their records are committed; the consumer is assigned
   * to them.
   *
   * @throws UnknownTopicOrPartitionException if one is not there
   */
  public Map<TopicPartition, Long> ends(List<String> topics) {
    List<TopicPartition> partitions =
        topics.stream().flatMap(topic -> partitions(topic).stream()).toList();
    consumer.assign(partitions); // Kafka warns of each offset it is asked for and cannot keep
    return consumer.endOffsets(partitions);
  }

  /** Reads all that topics hold now. */
  public void read(
      List<String> topics, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    read(ends(topics), each);
  }

  /**
   * Reads partitions to their ends, each in the order of its records. While the cluster is away it
   * waits; the consumer's {@code wakeup} ends that.
   *
   * @param ends the offset after the last record that is wanted
   * @param each hears every record before the ends that is still there
   */
  public void read(
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    read(Map.of(), ends, each);
  }

  /**
   * Reads partitions from offsets on, else as {@link #read(Map, java.util.function.Consumer)}.
   *
   * @param begins first offsets that are still kept; a partition that has none is read from its
   *     beginning
   */
  public void read(
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(ends.keySet());
    consumer.resume(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
    begins.forEach(consumer::seek);
    while (!partitions(ends, partition -> !reached(ends, partition)).isEmpty()) {
      take(consumer.poll(PATIENCE), ends, each);
      consumer.pause(partitions(ends, partition -> reached(ends, partition)));
    }
    consumer.resume(ends.keySet());
  }

  private void take(
      ConsumerRecords<byte[], byte[]> records,
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        if (record.offset() >= ends.get(partition)) {
          consumer.seek(partition, record.offset()); // For whoever polls after us.
          break;
        }
        each.accept(record);
      }
    }
  }

  /** Asks the position, not the records: those at the end may be markers of transactions. */
  private boolean reached(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return consumer.position(partition) >= ends.get(partition);
  }

  private static List<TopicPartition> partitions(
      Map<TopicPartition, Long> ends, Predicate<TopicPartition> wanted) {
    return ends.keySet().stream().filter(wanted).toList();
  }

  private List<TopicPartition> partitions(String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found.isEmpty()) {
      throw new UnknownTopicOrPartitionException(
          "topic %s: expected on the cluster, found none: create it first".formatted(topic));
    }
    return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }
}
