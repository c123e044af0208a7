package io.tocsin.cli.client;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The texts of tagged tweets, read where their tags say that they stand. */
final class TweetTexts implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> reader;

  TweetTexts(KafkaClients clients) {
    this.reader = clients.reader();
  }

  /** Returns the texts of those that the topic still keeps. */
  Map<RecordPosition, String> of(List<Classification> tags) {
    if (tags.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, SortedSet<Long>> wanted = new HashMap<>();
    for (Classification tag : tags) {
      wanted
          .computeIfAbsent(
              new TopicPartition(Topics.TWEETS.name(), tag.sourcePartition()), _ -> new TreeSet<>())
          .add(tag.sourceOffset());
    }
    Map<RecordPosition, String> texts = new HashMap<>();
    Map<TopicPartition, Long> begins = reader.beginningOffsets(wanted.keySet());
    wanted.forEach((partition, offsets) -> read(partition, begins.get(partition), offsets, texts));
    return texts;
  }

  private void read(
      TopicPartition partition,
      long begin,
      SortedSet<Long> offsets,
      Map<RecordPosition, String> texts) {
    SortedSet<Long> kept = offsets.tailSet(begin);
    if (kept.isEmpty()) {
      return;
    }
    reader.assign(List.of(partition));
    reader.seek(partition, kept.first());
    while (reader.position(partition) <= kept.last()) {
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
        if (kept.contains(record.offset())) {
          FoundTweet.read(record)
              .map(read -> read.tweet().text())
              .ifPresent(text -> texts.put(position(record), text));
        }
      }
    }
  }

  private static RecordPosition position(ConsumerRecord<byte[], byte[]> record) {
    return new RecordPosition(record.topic(), record.partition(), record.offset());
  }

  @Override
  public void close() {
    reader.close();
  }
}
