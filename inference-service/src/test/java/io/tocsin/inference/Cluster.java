package io.tocsin.inference;

import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with all topics, and what tests write to and read from it. */
final class Cluster implements AutoCloseable {
  /** Closing a reader waits until the broker gives up waiting for more. */
  private static final Map<String, Object> SOON_CLOSED =
      Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);

  private final Path data;
  private EmbeddedBroker broker;
  private final Producer<byte[], byte[]> producer;
  private final MessageWriter writer = new MessageWriter(URI.create("/test"));

  private Cluster(Path data, EmbeddedBroker broker) {
    this.data = data;
    this.broker = broker;
    this.producer = clients().producer();
  }

  static Cluster start(Path data) {
    EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(data, 0));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicCreator(admin).createOrCheck(Topics.ALL);
    }
    return new Cluster(data, broker);
  }

  KafkaClients clients() {
    return KafkaClients.of(broker.bootstrapServers());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Has the broker go away; returns where it was. */
  int stopBroker() {
    String address = broker.bootstrapServers();
    broker.close();
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Has the broker come back with all it had. */
  void startBroker(int port) {
    broker = EmbeddedBroker.start(new BrokerSettings(data, port));
  }

  /** Writes a tweet without waiting for the broker. */
  void tweet(String id, String text) {
    raw(id.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }

  void raw(byte[] key, byte[] value) {
    Future<RecordMetadata> _ =
        producer.send(new ProducerRecord<>(Topics.TWEETS.name(), key, value));
  }

  /** Writes a tweet and returns where it stands. */
  RecordPosition write(byte[] key, byte[] value) {
    return position(send(producer, new ProducerRecord<>(Topics.TWEETS.name(), key, value)));
  }

  /** Writes a tweet that is larger than its topic allows, until it is compressed. */
  RecordPosition writeCompressed(ProducerRecord<byte[], byte[]> record) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "compression.type",
            "gzip",
            "max.request.size",
            2 * record.value().length);
    try (Producer<byte[], byte[]> large =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      return position(send(large, record));
    }
  }

  private static RecordPosition position(RecordMetadata written) {
    return new RecordPosition(written.topic(), written.partition(), written.offset());
  }

  void flush() {
    producer.flush();
  }

  void publish(AdapterPublished adapter) {
    send(writer.record(Topics.ADAPTERS, adapter.version(), adapter, Instant.now()));
  }

  /** Writes a rollout and returns its offset. */
  long roll(Rollout rollout) {
    return send(writer.record(Topics.ROLLOUTS, rollout.baseFingerprint(), rollout, Instant.now()))
        .offset();
  }

  long raw(TopicDeclaration topic, String value) {
    byte[] key = "poison".getBytes(StandardCharsets.UTF_8);
    return send(new ProducerRecord<>(topic.name(), key, value.getBytes(StandardCharsets.UTF_8)))
        .offset();
  }

  private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
    return send(producer, record);
  }

  private static RecordMetadata send(
      Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns all committed tags. */
  List<Classification> tags() {
    List<Classification> tags = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : committed(Topics.CLASSIFICATIONS)) {
      try {
        tags.add(MessageJson.read(record.value(), Classification.class));
      } catch (UnreadableMessageException e) {
        throw new AssertionError(e);
      }
    }
    return tags;
  }

  List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return committed(Topics.deadLetters(Topics.TWEETS));
  }

  List<ConsumerRecord<byte[], byte[]>> committed(TopicDeclaration topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> reader = clients().reader(SOON_CLOSED)) {
      new WholeTopics(reader).read(List.of(topic.name()), records::add);
    }
    return records;
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }
}
