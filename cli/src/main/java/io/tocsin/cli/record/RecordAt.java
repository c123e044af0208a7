package io.tocsin.cli.record;

import io.tocsin.contracts.topic.RecordPosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A record looked up by where it stands. */
public final class RecordAt {
  private static final Duration POLL = Duration.ofMillis(200);

  private RecordAt() {}

  /** Returns the record; none if the topic never had it or keeps it no longer. */
  public static Optional<ConsumerRecord<byte[], byte[]>> of(
      RecordPosition place, Consumer<byte[], byte[]> reader) {
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    if (!isThere(partition, reader)) {
      return Optional.empty();
    }
    List<TopicPartition> one = List.of(partition);
    reader.assign(one);
    boolean isKept =
        place.offset() >= reader.beginningOffsets(one).get(partition)
            && place.offset() < reader.endOffsets(one).get(partition);
    if (!isKept) {
      return Optional.empty();
    }
    reader.seek(partition, place.offset());
    while (reader.position(partition) <= place.offset()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        if (record.offset() >= place.offset()) {
          return Optional.of(record).filter(found -> found.offset() == place.offset());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isThere(TopicPartition partition, Consumer<byte[], byte[]> reader) {
    List<PartitionInfo> found = reader.listTopics().getOrDefault(partition.topic(), List.of());
    return found.stream().anyMatch(info -> info.partition() == partition.partition());
  }
}
