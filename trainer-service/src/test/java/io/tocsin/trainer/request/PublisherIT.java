package io.tocsin.trainer.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.access.ReplicaGroup;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.trainer.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublisherIT {
  @TempDir private static Path directory;
  private static Cluster cluster;

  private final String id = UUID.randomUUID().toString();
  private final List<ProducerRecord<byte[], byte[]>> records =
      List.of(new ProducerRecord<>(Topics.TRAINING_PROGRESS.name(), utf8(id), utf8("value")));
  private Publisher publisher;
  private Consumer<byte[], byte[]> member;
  private RequestPosition position;

  @BeforeAll
  static void start() {
    cluster = new Cluster(directory);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void join() {
    publisher = new Publisher(cluster.clients(), ReplicaGroup.TRAINER.transactionalId("tests"));
    position = cluster.write(Samples.request(id, EndOffsets.of(0), 1));
    member = cluster.clients().member(ReplicaGroup.TRAINER.groupId(), Map.of());
    member.subscribe(List.of(Topics.RETRAIN_REQUESTS.name()));
    Awaitility.await()
        .pollInSameThread()
        .until(() -> !member.poll(Duration.ofMillis(100)).records(position.partition()).isEmpty());
  }

  @AfterEach
  void leave() {
    member.close();
  }

  @Test
  void writesRecordsAndOffsetOnce() {
    assertEquals(Publisher.Ending.DONE, publisher.publish(member, position, records));
    assertEquals(Publisher.Ending.DONE, publisher.publish(member, position, records));

    assertEquals(1, told());
    assertTrue(cluster.isCommitted(position));
  }

  @Test
  void writesNothingForAMemberThatWasThrownOut() {
    cluster.removeMembers();

    assertEquals(Publisher.Ending.UNKNOWN, publisher.publish(member, position, records));

    assertEquals(0, told());
    assertFalse(cluster.isCommitted(position));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000_000, 2_000_000})
  void saysThatARecordIsTooLargeForTheBrokerOrTheProducer(int bytes) {
    List<ProducerRecord<byte[], byte[]>> large =
        List.of(
            records.getFirst(),
            new ProducerRecord<>(Topics.ADAPTERS.name(), utf8(id), new byte[bytes]));

    assertEquals(Publisher.Ending.TOO_LARGE, publisher.publish(member, position, large));

    assertEquals(0, told());
    assertFalse(cluster.isCommitted(position));
  }

  private long told() {
    return cluster.records(Topics.TRAINING_PROGRESS).stream()
        .filter(record -> Arrays.equals(utf8(id), record.key()))
        .count();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
