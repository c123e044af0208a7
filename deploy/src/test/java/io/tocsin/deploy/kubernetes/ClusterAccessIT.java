package io.tocsin.deploy.kubernetes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.tocsin.broker.BrokerSecurity;
import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.access.AccessRules;
import io.tocsin.broker.access.ScramUsers;
import io.tocsin.broker.topic.AdminReply;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.access.ReplicaGroup;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import io.tocsin.messaging.kafka.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client settings of the manifests, at a real broker that lets nobody in who has none. */
final class ClusterAccessIT {
  private static final String REQUESTS = Topics.RETRAIN_REQUESTS.name();

  private static BrokerSecurity security;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start(@TempDir Path directory) {
    security = BrokerSecurity.in(directory.resolve("security"));
    broker =
        EmbeddedBroker.start(
            new BrokerSettings(directory.resolve("data"), 0, Optional.of(security)));
    try (Admin admin = Admin.create(security.adminConnection())) {
      new TopicCreator(admin).createOrCheck(Topics.ALL);
      AccessRules rules = new AccessRules(admin);
      rules.apply(Access.ALL);
      Access.ALL.forEach(
          principal -> new ScramUsers(admin).put(principal.name(), password(principal.name())));
      await().until(() -> rules.check(Access.ALL).missing().isEmpty());
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  /** What KEDA asks: partitions, ends, and what the group has committed. */
  @Test
  void theAutoscalerSeesHowFarATrainerIsBehind() throws Exception {
    try (Producer<byte[], byte[]> ingest = clients("ingest").producer()) {
      ingest.send(new ProducerRecord<>(REQUESTS, 0, new byte[] {1}, new byte[] {2})).get();
    }

    try (Admin autoscaler = clients("autoscaler").admin()) {
      int partitions =
          AdminReply.of(autoscaler.describeTopics(List.of(REQUESTS)).allTopicNames())
              .get(REQUESTS)
              .partitions()
              .size();
      long ends =
          AdminReply.of(autoscaler.listOffsets(latest(partitions)).all()).values().stream()
              .mapToLong(end -> end.offset())
              .sum();
      Set<?> committed =
          AdminReply.of(
                  autoscaler
                      .listConsumerGroupOffsets(ReplicaGroup.TRAINER.groupId())
                      .partitionsToOffsetAndMetadata())
              .keySet();

      assertEquals(Topics.RETRAIN_REQUESTS.partitions(), partitions);
      assertEquals(1, ends);
      assertEquals(Set.of(), committed);
    }
  }

  @Test
  void theAutoscalerSeesNoRecord() {
    try (Consumer<byte[], byte[]> reader = clients("autoscaler").reader()) {
      TopicPartition partition = new TopicPartition(REQUESTS, 0);
      reader.assign(List.of(partition));
      reader.seek(partition, 0);

      assertThrows(TopicAuthorizationException.class, () -> reader.poll(Duration.ofSeconds(10)));
    }
  }

  private static Map<TopicPartition, OffsetSpec> latest(int partitions) {
    return IntStream.range(0, partitions)
        .boxed()
        .collect(
            Collectors.toMap(
                number -> new TopicPartition(REQUESTS, number), _ -> OffsetSpec.latest()));
  }

  /** As a pod has them: all of the config map but where the broker and its certificate are. */
  private static KafkaClients clients(String user) {
    Map<String, Object> settings = new HashMap<>();
    Manifests.of("overlays/laptop")
        .all(ConfigMap.class)
        .filter(map -> map.getMetadata().getName().equals("kafka-client"))
        .forEach(map -> map.getData().forEach((name, value) -> settings.put(setting(name), value)));
    settings.put("bootstrap.servers", broker.bootstrapServers());
    Map<String, String> own = security.clientSettings(user, password(user));
    for (String setting : List.of("ssl.truststore.location", "sasl.jaas.config")) {
      settings.put(setting, own.get(setting));
    }
    return new KafkaClients(settings);
  }

  private static String setting(String variable) {
    return variable.replaceFirst("^KAFKA_", "").toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static String password(String user) {
    return user + "-password";
  }
}
