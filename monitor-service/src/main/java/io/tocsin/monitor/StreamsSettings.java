package io.tocsin.monitor;

import io.tocsin.contracts.access.ReplicaGroup;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.monitor.store.BoundedRocksDb;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.UsePartitionTimeOnInvalidTimestamp;

/** What Kafka Streams is set to. */
final class StreamsSettings {
  /** The consumer group, and the beginning of the names of all internal topics. */
  private static final String APPLICATION = ReplicaGroup.MONITOR.groupId();

  /** Of all tallies that changed since the last commit. */
  private static final long CACHE_BYTES = 8L * 1024 * 1024;

  /** Figures are told every few seconds; a commit each 100 ms would only cost. */
  private static final int COMMIT_MS = 1_000;

  /** Twelve partitions of both topics may lie in memory at once. */
  private static final int BUFFERED_RECORDS = 200;

  /** As all of Tocsin's members of groups have it. */
  private static final int SESSION_TIMEOUT_MS = 6_000;

  private static final int HEARTBEAT_MS = 2_000;
  private static final int TRANSACTION_TIMEOUT_MS = 15_000;

  private StreamsSettings() {}

  /**
   * Returns the settings, by Kafka's names.
   *
   * @param replica this one's id
   * @param directory of this process alone
   */
  static Map<String, Object> of(KafkaClients clients, String replica, Path directory) {
    Map<String, Object> settings = new HashMap<>(clients.connection());
    settings.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            APPLICATION,
            StreamsConfig.CLIENT_ID_CONFIG,
            APPLICATION + "-" + replica,
            StreamsConfig.STATE_DIR_CONFIG,
            directory.toString(),
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.NUM_STREAM_THREADS_CONFIG,
            1,
            StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
            COMMIT_MS,
            StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
            CACHE_BYTES,
            StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG,
            BUFFERED_RECORDS,
            StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
            BoundedRocksDb.class,
            StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
            true));
    settings.putAll(
        Map.of(
            StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
            UsePartitionTimeOnInvalidTimestamp.class, // by default such a record ends the thread
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
            SESSION_TIMEOUT_MS,
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
            HEARTBEAT_MS,
            StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
            TRANSACTION_TIMEOUT_MS));
    return Map.copyOf(settings);
  }
}
