package io.tocsin.cli.client;

import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A real cluster with the declared topics, and a service that writes into them. */
final class Cluster implements AutoCloseable {
  private final EmbeddedBroker broker;
  private final Producer<byte[], byte[]> producer;
  private final MessageWriter writer = new MessageWriter(URI.create("/test"));

  private Cluster(EmbeddedBroker broker) {
    this.broker = broker;
    this.producer = clients().producer();
  }

  static Cluster start(Path data) {
    Cluster cluster = new Cluster(EmbeddedBroker.start(new BrokerSettings(data, 0)));
    try (Admin admin = cluster.clients().admin()) {
      new TopicCreator(admin).createOrCheck(Topics.ALL);
    }
    return cluster;
  }

  KafkaClients clients() {
    return KafkaClients.of(broker.bootstrapServers());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Writes a message and returns where it stands. */
  RecordMetadata write(TopicDeclaration topic, String key, Object message) {
    try {
      return producer.send(writer.record(topic, key, message, Instant.now())).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }
}
