package io.tocsin.trainer.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.trainer.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublisherIT {
  private static final List<ProducerRecord<byte[], byte[]>> RECORDS =
      List.of(new ProducerRecord<>(Topics.TRAINING_PROGRESS.name(), utf8("key"), utf8("value")));

  @TempDir private Path directory;
  private Cluster cluster;
  private Publisher publisher;
  private Consumer<byte[], byte[]> member;
  private RequestPosition position;

  @BeforeEach
  void join() {
    cluster = new Cluster(directory);
    publisher = new Publisher(cluster.clients(), "trainer-tests");
    position = cluster.write(Samples.request("r1", EndOffsets.of(0), 1));
    member = cluster.clients().member(RequestLoop.GROUP, Map.of());
    member.subscribe(List.of(Topics.RETRAIN_REQUESTS.name()));
    Awaitility.await()
        .pollInSameThread()
        .until(() -> !member.poll(Duration.ofMillis(100)).isEmpty());
  }

  @AfterEach
  void leave() {
    member.close();
    cluster.close();
  }

  @Test
  void writesRecordsAndOffsetOnce() {
    assertTrue(publisher.publish(member, position, RECORDS));
    assertTrue(publisher.publish(member, position, RECORDS));

    assertEquals(1, cluster.records(Topics.TRAINING_PROGRESS).size());
    assertTrue(cluster.isCommitted(position));
  }

  @Test
  void writesNothingForAMemberThatWasThrownOut() {
    cluster.removeMembers();

    assertFalse(publisher.publish(member, position, RECORDS));

    assertEquals(List.of(), cluster.records(Topics.TRAINING_PROGRESS));
    assertFalse(cluster.isCommitted(position));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
