package io.tocsin.cli.retag;

import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.cli.client.ServiceException;
import io.tocsin.cli.tag.Tag;
import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * The topic that new tags go to. Whoever opens it ends another run that writes to it, and then
 * reads what that one wrote: a record of topic {@code tweets} is tagged once by a version.
 */
final class RetagTopic implements AutoCloseable {
  private final TopicDeclaration topic;
  private final Producer<byte[], byte[]> producer;
  private final MessageWriter writer = new MessageWriter(URI.create("/tocsin-retag"));

  private RetagTopic(TopicDeclaration topic, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  /** Opens a topic, created if it is missing. */
  static RetagTopic open(String name, KafkaClients clients) {
    TopicDeclaration topic = declaration(name);
    try (Admin admin = clients.admin()) {
      new TopicCreator(admin).createOrCheck(List.of(topic));
    }
    Producer<byte[], byte[]> producer = clients.transactional(Access.RETAG + name, Map.of());
    producer.initTransactions();
    return new RetagTopic(topic, producer);
  }

  /**
   * Returns the topic of a name, like {@code classifications}.
   *
   * @throws IllegalArgumentException if the name is not a topic's, or that of one with a purpose
   */
  static TopicDeclaration declaration(String name) {
    boolean taken = Topics.ALL.stream().anyMatch(declared -> declared.name().equals(name));
    if (taken) {
      throw new IllegalArgumentException(
          "expected a topic of its own for the new tags, found %s, which has another purpose"
              .formatted(name));
    }
    TopicDeclaration model = Topics.CLASSIFICATIONS;
    return new TopicDeclaration(
        name,
        model.key(),
        model.value(),
        model.partitions(),
        model.retention(),
        model.maxMessageBytes());
  }

  String name() {
    return topic.name();
  }

  /**
   * Writes tags together or not at all.
   *
   * @throws ServiceException if another run took over
   */
  void write(List<Classification> tags) {
    if (tags.isEmpty()) {
      return;
    }
    try {
      producer.beginTransaction();
      tags.forEach(this::send);
      producer.commitTransaction();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new ServiceException(
          "another run began to write into topic %s: run this one again when that has ended"
              .formatted(topic.name()),
          e);
    }
  }

  private void send(Classification tag) {
    Future<RecordMetadata> _ = // its failure is the commit's
        producer.send(writer.record(topic, tag.tweetId(), tag, eventId(tag), tag.classifiedAt()));
  }

  private static String eventId(Classification tag) {
    return Tag.source(tag) + "-retag-" + tag.adapterVersion();
  }

  @Override
  public void close() {
    producer.close();
  }
}
