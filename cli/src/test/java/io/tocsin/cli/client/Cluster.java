package io.tocsin.cli.client;

import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.cli.Ran;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A real cluster with the declared topics, and a service that writes into them. */
public final class Cluster implements AutoCloseable {
  private final EmbeddedBroker broker;
  private final Producer<byte[], byte[]> producer;
  private final MessageWriter writer = new MessageWriter(URI.create("/test"));

  private Cluster(EmbeddedBroker broker) {
    this.broker = broker;
    this.producer = clients().producer();
  }

  public static Cluster start(Path data) {
    Cluster cluster = new Cluster(EmbeddedBroker.start(new BrokerSettings(data, 0)));
    try (Admin admin = cluster.clients().admin()) {
      new TopicCreator(admin).createOrCheck(Topics.ALL);
    }
    return cluster;
  }

  public KafkaClients clients() {
    return KafkaClients.of(broker.bootstrapServers());
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Writes a message and returns where it stands. */
  public RecordMetadata write(TopicDeclaration topic, String key, Object message) {
    return write(writer.record(topic, key, message, Instant.now()));
  }

  /** Writes a record and returns where it stands. */
  public RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns all committed records of a topic. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> reader = clients().reader()) {
      new WholeTopics(reader).read(List.of(topic), records::add);
    }
    return records;
  }

  /** Runs a command on this cluster. */
  public Ran run(String... command) {
    Stream<String> fixed = Stream.of("--bootstrap-servers", bootstrapServers());
    return Ran.tocsin(Stream.concat(Stream.of(command), fixed).toArray(String[]::new));
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }
}
