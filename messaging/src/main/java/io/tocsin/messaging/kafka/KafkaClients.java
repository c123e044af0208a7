package io.tocsin.messaging.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka clients with the settings that Tocsin's guarantees rest on. */
public final class KafkaClients {
  /**
   * After a crash its partitions stand still for so long, unless the connection says otherwise.
   * Long work must not stop its polling: no client here computes on the thread that polls.
   */
  private static final int SESSION_TIMEOUT_MS = 6_000;

  private static final int HEARTBEAT_INTERVAL_MS = 2_000;

  /**
   * How long a dead writer's open transaction may hold back readers, unless the connection says
   * otherwise; it must outlast the longest pause of a live one.
   */
  private static final int TRANSACTION_TIMEOUT_MS = 15_000;

  private final Map<String, Object> connection;

  /**
   * Prepares clients of one cluster.
   *
   * @param connection {@code bootstrap.servers} and whatever the cluster demands, by Kafka's names;
   *     a group among it, as Quarkus adds one, is left out: a member names its own
   */
  public KafkaClients(Map<String, Object> connection) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.remove(CommonClientConfigs.GROUP_ID_CONFIG);
    this.connection = Map.copyOf(settings);
  }

  /** Returns clients of a cluster that demands nothing. */
  public static KafkaClients of(String bootstrapServers) {
    return new KafkaClients(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Returns what every client of the cluster is given. */
  public Map<String, Object> connection() {
    return connection;
  }

  /** Returns where the cluster is. */
  public String bootstrapServers() {
    return connection.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG).toString();
  }

  /** Returns how long a dead writer's open transaction may hold back readers. */
  public Duration transactionTimeout() {
    Object millis = connected(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    return Duration.ofMillis(Long.parseLong(millis.toString()));
  }

  /** Returns a consumer without a group, for {@code assign}: it sees committed records only. */
  public Consumer<byte[], byte[]> reader() {
    return reader(Map.of());
  }

  /**
   * Returns a consumer without a group, for {@code assign}: it sees committed records only.
   *
   * @param own further settings, by Kafka's names
   */
  public Consumer<byte[], byte[]> reader(Map<String, Object> own) {
    Map<String, Object> settings =
        new HashMap<>(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
    settings.putAll(own);
    return new KafkaConsumer<>(consumerSettings(settings));
  }

  /**
   * Returns a consumer without a group, for {@code assign}, that also sees records of transactions
   * that are open or were aborted.
   */
  public Consumer<byte[], byte[]> uncommittedReader() {
    return new KafkaConsumer<>(
        consumerSettings(
            Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted")));
  }

  /**
   * Returns a member of a group that commits nothing by itself and begins with the oldest record.
   *
   * @param own further settings, by Kafka's names
   */
  public Consumer<byte[], byte[]> member(String group, Map<String, Object> own) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG, group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                    connected(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS),
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                    connected(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MS),
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    CooperativeStickyAssignor.class.getName()));
    settings.putAll(own);
    return new KafkaConsumer<>(consumerSettings(settings));
  }

  /** Returns what asks and changes the cluster itself. */
  public Admin admin() {
    return Admin.create(connection);
  }

  /** Returns an idempotent producer. */
  public Producer<byte[], byte[]> producer() {
    return producer(Map.of());
  }

  /**
   * Returns an idempotent producer.
   *
   * @param own further settings, by Kafka's names
   */
  public Producer<byte[], byte[]> producer(Map<String, Object> own) {
    return new KafkaProducer<>(producerSettings(own));
  }

  /**
   * Returns a producer of transactions; {@code initTransactions} is the caller's.
   *
   * @param transactionalId of this replica alone: a second one with the same id fences the first
   * @param own further settings, by Kafka's names
   */
  public Producer<byte[], byte[]> transactional(String transactionalId, Map<String, Object> own) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalId,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                connected(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS)));
    settings.putAll(own);
    return new KafkaProducer<>(producerSettings(settings));
  }

  /** Returns what the connection says, else what is usual. */
  private Object connected(String name, int usual) {
    return connection.getOrDefault(name, usual);
  }

  private Map<String, Object> consumerSettings(Map<String, Object> own) {
    return settings(
        Map.of(
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false),
        own);
  }

  private Map<String, Object> producerSettings(Map<String, Object> own) {
    return settings(
        Map.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true),
        own);
  }

  private Map<String, Object> settings(Map<String, Object> ours, Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.putAll(ours);
    settings.putAll(own);
    return settings;
  }
}
