package io.tocsin.e2e;

import static org.awaitility.Awaitility.await;

import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.access.ReplicaGroup;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;

/** Those whom the cluster knows and who are none of our services. */
final class Visitors {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Visitors() {}

  static void lookAsTheAutoscaler(KafkaClients clients) throws Exception {
    try (Admin admin = clients.admin()) {
      for (TopicDeclaration topic : List.of(Topics.TWEETS, Topics.RETRAIN_REQUESTS)) {
        admin.describeTopics(List.of(topic.name())).allTopicNames().get();
      }
      for (ReplicaGroup group : List.of(ReplicaGroup.INFERENCE, ReplicaGroup.TRAINER)) {
        admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get();
      }
    }
  }

  static void readInAGroup(KafkaClients clients) {
    try (Consumer<byte[], byte[]> member =
        clients.member(Access.READERS_GROUPS + "test", Map.of())) {
      member.subscribe(List.of(Topics.CLASSIFICATIONS.name()));
      await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .until(() -> !member.poll(Duration.ofMillis(100)).isEmpty());
      member.commitSync();
    }
  }
}
