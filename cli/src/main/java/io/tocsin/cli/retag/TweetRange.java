package io.tocsin.cli.retag;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.WholeTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * A part of topic {@code tweets}, as far as it is kept and committed.
 *
 * @param begins the first offset of each partition
 * @param ends the offset after the last one of each partition
 */
record TweetRange(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
  /** A range in one partition, as it is reported. */
  record Part(int partition, long from, long to) {}

  /**
   * Resolves a range.
   *
   * @param from the first record; the oldest one if absent
   * @param to the first record behind it; the end as it is now if absent
   * @param partitions which ones; all if there are none
   */
  static TweetRange of(
      Optional<RangePoint> from,
      Optional<RangePoint> to,
      List<Integer> partitions,
      Consumer<byte[], byte[]> reader) {
    Map<TopicPartition, Long> newest = new WholeTopics(reader).ends(List.of(Topics.TWEETS.name()));
    newest
        .keySet()
        .removeIf(each -> !partitions.isEmpty() && !partitions.contains(each.partition()));
    Map<TopicPartition, Long> oldest = reader.beginningOffsets(newest.keySet());
    Map<TopicPartition, Long> begins = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    Map<TopicPartition, Long> first = offsets(from, newest.keySet(), oldest, newest, reader);
    Map<TopicPartition, Long> last = offsets(to, newest.keySet(), newest, newest, reader);
    for (TopicPartition each : newest.keySet()) {
      long begin = Math.clamp(first.get(each), oldest.get(each), newest.get(each));
      begins.put(each, begin);
      ends.put(each, Math.clamp(last.get(each), begin, newest.get(each)));
    }
    return new TweetRange(begins, ends);
  }

  /** Returns the number of offsets, markers of transactions among them. */
  long size() {
    return ends.entrySet().stream()
        .mapToLong(end -> end.getValue() - begins.get(end.getKey()))
        .sum();
  }

  boolean contains(RecordPosition place) {
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    return ends.containsKey(partition)
        && place.offset() >= begins.get(partition)
        && place.offset() < ends.get(partition);
  }

  /** Returns the parts that hold anything. */
  List<Part> parts() {
    Map<Integer, Part> parts = new TreeMap<>();
    ends.forEach(
        (partition, end) ->
            parts.put(
                partition.partition(),
                new Part(partition.partition(), begins.get(partition), end)));
    return parts.values().stream().filter(part -> part.from() < part.to()).toList();
  }

  private static Map<TopicPartition, Long> offsets(
      Optional<RangePoint> point,
      Set<TopicPartition> partitions,
      Map<TopicPartition, Long> otherwise,
      Map<TopicPartition, Long> newest,
      Consumer<byte[], byte[]> reader) {
    if (point.isEmpty()) {
      return otherwise;
    }
    return switch (point.get()) {
      case RangePoint.Offset(long offset) ->
          partitions.stream().collect(Collectors.toMap(each -> each, _ -> offset));
      case RangePoint.Time(var time) -> {
        Map<TopicPartition, Long> offsets = new HashMap<>(newest);
        Map<TopicPartition, Long> times =
            partitions.stream().collect(Collectors.toMap(each -> each, _ -> time.toEpochMilli()));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
            reader.offsetsForTimes(times).entrySet()) {
          if (found.getValue() != null) {
            offsets.put(found.getKey(), found.getValue().offset());
          }
        }
        yield offsets;
      }
    };
  }
}
