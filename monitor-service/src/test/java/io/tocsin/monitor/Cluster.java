package io.tocsin.monitor;

import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.label.Label;
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
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A broker with all topics, and what tests write to and read from it. */
final class Cluster implements AutoCloseable {
  /** What the monitor reads. */
  private static final List<TopicDeclaration> READ =
      List.of(
          Topics.CLASSIFICATIONS,
          Topics.LABELS,
          Topics.TWEETS,
          Topics.ADAPTERS,
          Topics.ROLLOUTS,
          Topics.RETRAIN_REQUESTS,
          Topics.TRAINING_PROGRESS);

  /** Closing a reader waits until the broker gives up waiting for more. */
  private static final Map<String, Object> SOON_CLOSED =
      Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);

  private final EmbeddedBroker broker;
  private final Producer<byte[], byte[]> producer;
  private final MessageWriter writer = new MessageWriter(URI.create("/test"));

  private Cluster(EmbeddedBroker broker) {
    this.broker = broker;
    this.producer = clients().producer(Map.of(ProducerConfig.LINGER_MS_CONFIG, 5));
  }

  static Cluster start(Path data) {
    Cluster cluster = new Cluster(EmbeddedBroker.start(new BrokerSettings(data, 0)));
    try (Admin admin = cluster.clients().admin()) {
      new TopicCreator(admin).createOrCheck(Topics.ALL);
    }
    return cluster;
  }

  /** Deletes a topic with all its records, and creates it again. */
  void createAnew(TopicDeclaration topic) throws ExecutionException, InterruptedException {
    try (Admin admin = clients().admin()) {
      admin.deleteTopics(List.of(topic.name())).all().get();
      new TopicCreator(admin).createOrCheck(List.of(topic));
    }
  }

  KafkaClients clients() {
    return KafkaClients.of(broker.bootstrapServers());
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Writes without waiting for the broker. */
  void write(Classification tag) {
    write(Topics.CLASSIFICATIONS, tag.tweetId(), tag);
  }

  void write(Label label) {
    write(Topics.LABELS, label.tweetId(), label);
  }

  void write(TopicDeclaration topic, String key, Object message) {
    Future<RecordMetadata> _ = producer.send(writer.record(topic, key, message, Instant.now()));
  }

  /** Writes a tweet of plain text and returns where it stands. */
  RecordMetadata tweet(String id, String text) throws ExecutionException, InterruptedException {
    return producer.send(new ProducerRecord<>(Topics.TWEETS.name(), utf8(id), utf8(text))).get();
  }

  /** Deletes a tweet, and writes what inference makes of that. */
  void delete(String tweetId) {
    raw(Topics.TWEETS, utf8(tweetId), null);
    raw(Topics.LABELS, utf8(tweetId), null);
  }

  /** Writes a tweet of plain text without a key and returns where it stands. */
  RecordMetadata tweet(String text) throws ExecutionException, InterruptedException {
    return producer
        .send(new ProducerRecord<>(Topics.TWEETS.name(), text.getBytes(StandardCharsets.UTF_8)))
        .get();
  }

  /**
   * Writes what is no message to every topic that the monitor reads, and returns how many records
   * to each. The last has no value, which takes a label back and is no poison there.
   */
  int writePoison() {
    List<byte[]> poison = new ArrayList<>();
    poison.add(utf8("{"));
    poison.add(utf8("[]"));
    poison.add(new byte[] {(byte) 0xFF});
    poison.add(utf8("{\"logits\": {\"\\ud83d\": []}}"));
    poison.add(utf8("{" + " ".repeat(Topics.LABELS.maxMessageBytes() - 200)));
    poison.add(null);
    for (TopicDeclaration topic : READ) {
      poison.forEach(value -> raw(topic, utf8("poison"), value));
    }
    return poison.size();
  }

  private void raw(TopicDeclaration topic, byte[] key, byte[] value) {
    Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic.name(), key, value));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void flush() {
    producer.flush();
  }

  /** Returns all committed messages of a topic. */
  <T> List<T> read(TopicDeclaration topic, Class<T> type) {
    List<T> messages = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : committed(topic)) {
      try {
        messages.add(MessageJson.read(record.value(), type));
      } catch (UnreadableMessageException e) {
        throw new AssertionError(e);
      }
    }
    return messages;
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
