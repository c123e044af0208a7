package io.tocsin.inference.tweet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.inference.Examples;
import io.tocsin.messaging.message.DeadLetters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LetterIndexTest {
  private static final TopicPartition LETTERS = new TopicPartition("tweets-dlq", 0);
  private static final TopicPartition OTHERS = new TopicPartition("labels-dlq", 0);

  private final MockConsumer<byte[], byte[]> topic = new MockConsumer<>("none");
  private final LetterIndex index = new LetterIndex(() -> topic);
  private long written;

  @BeforeEach
  void haveBothTopics() {
    for (TopicPartition letters : List.of(LETTERS, OTHERS)) {
      topic.updatePartitions(
          letters.topic(), List.of(new PartitionInfo(letters.topic(), 0, null, null, null)));
      topic.updateBeginningOffsets(Map.of(letters, 0L));
      topic.updateEndOffsets(Map.of(letters, 0L));
    }
  }

  @Test
  void findsTheLettersOfATweetWhenTheyCome() {
    write(letter(3, "{\"id\": \"gone\"}"), letter(4, "{\"id\": \"kept\"}"));
    Set<String> first = found("gone");

    write(letter(5, "{\"id\": \"gone\"}"));

    assertEquals(Set.of("tweets-0-3"), first);
    assertEquals(Set.of("tweets-0-3", "tweets-0-5"), found("gone"));
  }

  /** It may be one of a transaction that was aborted: nobody who reads all records can tell. */
  @Test
  void keepsALetterWhoseRemovalItReads() {
    ProducerRecord<byte[], byte[]> letter = letter(3, "{\"id\": \"gone\"}");
    write(letter);
    index.refresh();

    write(new ProducerRecord<>(LETTERS.topic(), letter.key(), null));

    assertEquals(Set.of("tweets-0-3"), found("gone"));
  }

  @Test
  void forgetsLettersThatAreNoLongerThere() {
    write(letter(3, "{\"id\": \"gone\"}"));
    index.refresh();

    topic.updateBeginningOffsets(Map.of(LETTERS, written));

    assertEquals(Set.of(), found("gone"));
  }

  @Test
  void findsALetterByTheKeyOrThePlaceOfItsRecord() {
    write(letter(3, "{"));

    assertEquals(Set.of("tweets-0-3"), found("id-3"));
    assertEquals(Set.of("tweets-0-3"), found("tweets-0-3"));
    assertEquals(Set.of(), found("classifications-0-3"));
  }

  private Set<String> found(String tweetId) {
    index.refresh();
    return index.of(tweetId).stream().map(RecordPosition::toString).collect(Collectors.toSet());
  }

  private static ProducerRecord<byte[], byte[]> letter(long offset, String value) {
    return new DeadLetters(Topics.TWEETS, "inference-service")
        .of(Examples.record(offset, value), "not a tweet", Instant.EPOCH);
  }

  /** Writes records; whoever reads next will see them. */
  @SafeVarargs
  private void write(ProducerRecord<byte[], byte[]>... records) {
    long first = written;
    written += records.length;
    topic.updateEndOffsets(Map.of(LETTERS, written));
    topic.schedulePollTask(
        () -> {
          for (int i = 0; i < records.length; i++) {
            topic.addRecord(read(first + i, records[i]));
          }
        });
  }

  private static ConsumerRecord<byte[], byte[]> read(
      long offset, ProducerRecord<byte[], byte[]> written) {
    return new ConsumerRecord<>(
        written.topic(),
        0,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        written.key(),
        written.value(),
        new RecordHeaders(written.headers()),
        Optional.empty());
  }
}
