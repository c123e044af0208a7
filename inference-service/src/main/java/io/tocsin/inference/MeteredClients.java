package io.tocsin.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.tocsin.contracts.access.ReplicaGroup;
import io.tocsin.messaging.kafka.KafkaClients;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;

/** This replica's Kafka clients, whose own figures stand beside the service's. */
final class MeteredClients implements AutoCloseable {
  private static final ReplicaGroup REPLICAS = ReplicaGroup.INFERENCE;

  private final KafkaClients clients;
  private final MeterRegistry registry;
  private final String name;
  private KafkaClientMetrics consumerMetrics;
  private KafkaClientMetrics producerMetrics;

  MeteredClients(KafkaClients clients, MeterRegistry registry, String replica) {
    this.clients = clients;
    this.registry = registry;
    this.name = REPLICAS.transactionalId(replica);
  }

  Consumer<byte[], byte[]> reader() {
    return clients.reader();
  }

  Consumer<byte[], byte[]> uncommittedReader() {
    return clients.uncommittedReader();
  }

  /**
   * Returns the member of the group.
   *
   * @param maxPollRecords at most so many tweets come at once
   */
  synchronized Consumer<byte[], byte[]> member(int maxPollRecords) {
    Consumer<byte[], byte[]> consumer =
        clients.member(
            REPLICAS.groupId(),
            Map.of(
                CommonClientConfigs.CLIENT_ID_CONFIG,
                name + "-tweets",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                maxPollRecords));
    consumerMetrics = new KafkaClientMetrics(consumer);
    consumerMetrics.bindTo(registry);
    return consumer;
  }

  /** Returns a producer in the place of the one before. */
  synchronized Producer<byte[], byte[]> transactional() {
    if (producerMetrics != null) {
      producerMetrics.close();
    }
    Producer<byte[], byte[]> producer =
        clients.transactional(name, Map.of(CommonClientConfigs.CLIENT_ID_CONFIG, name + "-tags"));
    producerMetrics = new KafkaClientMetrics(producer);
    producerMetrics.bindTo(registry);
    return producer;
  }

  @Override
  public synchronized void close() {
    if (consumerMetrics != null) {
      consumerMetrics.close();
    }
    if (producerMetrics != null) {
      producerMetrics.close();
    }
  }
}
