package io.tocsin.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A broker with all topics, and what is in them. */
record TestCluster(EmbeddedBroker broker, KafkaClients clients) implements AutoCloseable {
  static TestCluster start(Path directory) {
    EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(directory, 0));
    TestCluster cluster = new TestCluster(broker, KafkaClients.of(broker.bootstrapServers()));
    try (Admin admin = cluster.clients.admin()) {
      new TopicCreator(admin).createOrCheck(Topics.SOURCES);
    }
    return cluster;
  }

  List<ConsumerRecord<byte[], byte[]>> records(TopicDeclaration topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      new WholeTopics(reader).read(List.of(topic.name()), records::add);
    }
    return records;
  }

  EndOffsets ends(TopicDeclaration topic) {
    SortedMap<Integer, Long> ends = new TreeMap<>();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      new WholeTopics(reader)
          .ends(List.of(topic.name()))
          .forEach((partition, end) -> ends.put(partition.partition(), end));
    }
    return new EndOffsets(ends);
  }

  /** Returns the last record of a key. */
  Optional<ConsumerRecord<byte[], byte[]>> last(TopicDeclaration topic, String key) {
    return records(topic).stream()
        .filter(record -> new String(record.key(), UTF_8).equals(key))
        .reduce((_, later) -> later);
  }

  @Override
  public void close() {
    broker.close();
  }
}
