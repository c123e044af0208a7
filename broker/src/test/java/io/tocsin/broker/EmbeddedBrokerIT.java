package io.tocsin.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerIT {
  private static final TopicDeclaration TOPIC = Topics.ALERTS;

  @TempDir private Path directory;

  @Test
  void showsCommittedRecordsAndNoAbortedOnes() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings())) {
      Records records = new Records(broker.bootstrapServers());
      create(records);
      try (KafkaProducer<String, String> producer = records.producer()) {
        producer.beginTransaction();
        Records.send(producer, TOPIC.name(), List.of("aborted"));
        producer.flush();
        producer.abortTransaction();
        producer.beginTransaction();
        Records.send(producer, TOPIC.name(), List.of("committed"));
        producer.commitTransaction();
      }

      List<String> seen = records.committed(TOPIC.name(), 1);

      assertEquals(List.of("committed"), seen);
    }
  }

  @Test
  void findsItsTopicsAndRecordsAgain() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings())) {
      Records records = new Records(broker.bootstrapServers());
      create(records);
      records.commit(TOPIC.name(), List.of("before"));
    }

    try (EmbeddedBroker broker = EmbeddedBroker.start(settings())) {
      Records records = new Records(broker.bootstrapServers());
      records.commit(TOPIC.name(), List.of("after"));

      assertEquals(List.of("before", "after"), records.committed(TOPIC.name(), 2));
    }
  }

  @Test
  void createsNoTopicByItself() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings());
        KafkaProducer<String, String> producer = impatientProducer(broker)) {
      ExecutionException e =
          assertThrows(
              ExecutionException.class,
              () -> producer.send(new ProducerRecord<>("tweet", "misspelt")).get());

      assertInstanceOf(TimeoutException.class, e.getCause());
      assertTrue(e.getMessage().contains("tweet not present in metadata"), e.getMessage());
    }
  }

  @Test
  void namesTheTakenPort() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();

      BrokerException e =
          assertThrows(
              BrokerException.class,
              () -> EmbeddedBroker.start(new BrokerSettings(directory, taken)));

      assertTrue(e.getMessage().startsWith("port " + taken + " on 127.0.0.1"), e.getMessage());
      assertTrue(e.getMessage().endsWith("choose another port"), e.getMessage());
    }
  }

  @Test
  void leavesADirectoryInUseAlone() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings())) {
      BrokerException e =
          assertThrows(BrokerException.class, () -> EmbeddedBroker.start(settings()));

      assertTrue(e.getMessage().contains(directory.toString()), e.getMessage());
      assertTrue(e.getMessage().contains("another broker uses"), e.getMessage());
      create(new Records(broker.bootstrapServers()));
    }
  }

  private BrokerSettings settings() {
    return new BrokerSettings(directory, 0);
  }

  private static KafkaProducer<String, String> impatientProducer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.bootstrapServers(),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            2000),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void create(Records records) {
    try (Admin admin = records.admin()) {
      new TopicCreator(admin).createOrCheck(List.of(TOPIC));
    }
  }
}
