package io.tocsin.trainer.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.access.ReplicaGroup;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.trainer.Samples;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** A real broker with the declared topics, and what tests write and read on it. */
public final class Cluster implements AutoCloseable {
  private static final MessageWriter WRITER = new MessageWriter(URI.create("/tests"));

  /** Closing a reader waits until the broker gives up waiting for more. */
  private static final Map<String, Object> SOON_CLOSED =
      Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);

  private final EmbeddedBroker broker;
  private final KafkaClients clients;
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;

  public Cluster(Path data) {
    broker = EmbeddedBroker.start(new BrokerSettings(data, 0));
    clients = KafkaClients.of(broker.bootstrapServers());
    admin = Admin.create(clients.connection());
    new TopicCreator(admin).createOrCheck(Topics.ALL);
    producer = clients.producer();
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  public KafkaClients clients() {
    return clients;
  }

  /** Writes labels, and returns where their topic ends now. */
  public EndOffsets write(List<Label> labels) {
    for (Label label : labels) {
      send(WRITER.record(Topics.LABELS, label.tweetId(), label, Samples.NOW));
    }
    return labelEnds();
  }

  /** Writes something that need not be a message. */
  RecordMetadata write(TopicDeclaration topic, String key, byte[] value) {
    return send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), value));
  }

  /** Takes a tweet's label back, as inference does when the tweet is deleted. */
  void takeLabelBack(String tweetId) {
    send(new ProducerRecord<>(Topics.LABELS.name(), tweetId.getBytes(UTF_8), null));
  }

  EndOffsets labelEnds() {
    try (Consumer<byte[], byte[]> reader = clients.reader(SOON_CLOSED)) {
      TreeMap<Integer, Long> ends = new TreeMap<>();
      new WholeTopics(reader)
          .ends(List.of(Topics.LABELS.name()))
          .forEach((partition, end) -> ends.put(partition.partition(), end));
      return new EndOffsets(ends);
    }
  }

  /** Asks for a training, wherever its partition is. */
  public RequestPosition write(RetrainRequested request) {
    return position(send(record(request)));
  }

  RequestPosition write(RetrainRequested request, int partition) {
    ProducerRecord<byte[], byte[]> record = record(request);
    return position(
        send(new ProducerRecord<>(record.topic(), partition, record.key(), record.value())));
  }

  private static ProducerRecord<byte[], byte[]> record(RetrainRequested request) {
    return WRITER.record(Topics.RETRAIN_REQUESTS, request.requestId(), request, Samples.NOW);
  }

  static RequestPosition position(RecordMetadata written) {
    return new RequestPosition(
        new TopicPartition(written.topic(), written.partition()), written.offset());
  }

  /** Returns the committed messages of a topic, in their order. */
  public <T> List<T> read(TopicDeclaration topic, Class<T> message) {
    return records(topic).stream().map(record -> read(record, message)).toList();
  }

  /** Returns the committed records of a topic. */
  List<ConsumerRecord<byte[], byte[]>> records(TopicDeclaration topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> reader = clients.reader(SOON_CLOSED)) {
      new WholeTopics(reader).read(List.of(topic.name()), records::add);
    }
    return records;
  }

  private static <T> T read(ConsumerRecord<byte[], byte[]> record, Class<T> message) {
    try {
      return MessageJson.read(record.value(), message);
    } catch (UnreadableMessageException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns whether the group has committed a request's offset. */
  boolean isCommitted(RequestPosition position) {
    try {
      OffsetAndMetadata committed =
          admin
              .listConsumerGroupOffsets(ReplicaGroup.TRAINER.groupId())
              .partitionsToOffsetAndMetadata()
              .get()
              .get(position.partition());
      return committed != null && committed.offset() == position.offset() + 1;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the partitions of each member of the group. */
  List<Set<Integer>> shares() {
    try {
      return admin
          .describeConsumerGroups(List.of(ReplicaGroup.TRAINER.groupId()))
          .describedGroups()
          .get(ReplicaGroup.TRAINER.groupId())
          .get()
          .members()
          .stream()
          .map(
              member ->
                  member.assignment().topicPartitions().stream()
                      .map(TopicPartition::partition)
                      .collect(Collectors.toSet()))
          .toList();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  /** Throws all members out of the group. */
  void removeMembers() {
    try {
      admin
          .removeMembersFromConsumerGroup(
              ReplicaGroup.TRAINER.groupId(), new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    broker.close();
  }
}
