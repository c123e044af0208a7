package io.tocsin.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Records written and read as the services do: in transactions, and only what was committed. */
public record Records(String bootstrapServers) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public Admin admin() {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers));
  }

  /** Returns a producer whose transactions are initialised. */
  KafkaProducer<String, String> producer() {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "broker-tests",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Math.toIntExact(PATIENCE.toMillis())),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  void commit(String topic, List<String> values) {
    try (KafkaProducer<String, String> producer = producer()) {
      producer.beginTransaction();
      send(producer, topic, values);
      producer.commitTransaction();
    }
  }

  /** Sends to partition 0; whether it arrived, the end of the transaction tells. */
  static void send(KafkaProducer<String, String> producer, String topic, List<String> values) {
    for (String value : values) {
      var _ = producer.send(new ProducerRecord<>(topic, 0, null, value));
    }
  }

  /** Reads partition 0 from its beginning until so many committed records were seen. */
  List<String> committed(String topic, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = consumer()) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      consumer.seekToBeginning(consumer.assignment());
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
              });
    }
    return values;
  }

  private KafkaConsumer<String, String> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed"),
        new StringDeserializer(),
        new StringDeserializer());
  }
}
