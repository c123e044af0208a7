package io.tocsin.ingest.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.tocsin.ingest.IngestSettings;
import io.tocsin.ingest.Limits;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.trace.RecordTraces;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The clients of the service, made at its start and closed after the last request has ended. */
@Startup
@Singleton
public final class IngestClients {
  private static final URI SOURCE = URI.create("/ingest-service");

  private final Limits limits;
  private final KafkaClients clients;
  private final Producer<byte[], byte[]> producer;
  private final Admin admin;
  private final IngestMetrics metrics;
  private final RecordTraces traces;
  private final KafkaClientMetrics producerMetrics;

  IngestClients(
      IngestSettings settings,
      @Identifier("default-kafka-broker") Map<String, Object> connection,
      MeterRegistry registry,
      OpenTelemetry telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
    limits =
        new Limits(
            settings.maxMessageBytes(),
            settings.maxUnacknowledged(),
            settings.maxUploads(),
            settings.deliveryTimeout());
    clients = new KafkaClients(connection);
    producer = clients.producer(deadlines(limits));
    admin = clients.admin();
    metrics = new IngestMetrics(registry);
    // Turned off, it would still make spans and headers.
    traces = untraced ? RecordTraces.off() : new RecordTraces(telemetry, "ingest-service");
    producerMetrics = new KafkaClientMetrics(producer);
    producerMetrics.bindTo(registry);
  }

  @Produces
  @Singleton
  Limits limits() {
    return limits;
  }

  @Produces
  @Singleton
  KafkaClients clients() {
    return clients;
  }

  @Produces
  @Singleton
  IngestMetrics metrics() {
    return metrics;
  }

  @Produces
  @Singleton
  Sender sender() {
    return new Sender(producer, metrics, traces);
  }

  @Produces
  @Singleton
  Cluster cluster() {
    return new Cluster(admin, limits.delivery());
  }

  @Produces
  @Singleton
  MessageWriter writer() {
    return new MessageWriter(SOURCE);
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return InstantSource.system();
  }

  @PreDestroy
  void close() {
    producerMetrics.close();
    producer.close();
    admin.close();
  }

  /**
   * A third for finding the topic's leader, the rest for the record, in which it is tried twice.
   */
  private static Map<String, Object> deadlines(Limits limits) {
    int third = Math.toIntExact(limits.delivery().toMillis() / 3);
    return Map.of(
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        third,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        third - 100,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        2 * third);
  }
}
