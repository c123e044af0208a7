package io.tocsin.deploy.kubernetes;

import static java.util.stream.Collectors.toMap;

import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.deploy.kubernetes.manifest.KafkaCluster;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Topics against their declarations. */
final class TopicFaults {
  private TopicFaults() {}

  static List<String> of(Manifests manifests, List<TopicDeclaration> declared) {
    Faults faults = new Faults();
    KafkaCluster cluster = KafkaCluster.in(manifests);
    Map<String, KafkaTopic> topics =
        manifests
            .all(KafkaTopic.class)
            .collect(toMap(topic -> topic.getMetadata().getName(), topic -> topic));
    faults.expect(
        "topics",
        new TreeSet<>(declared.stream().map(TopicDeclaration::name).toList()),
        new TreeSet<>(topics.keySet()));
    for (TopicDeclaration declaration : declared) {
      if (topics.containsKey(declaration.name())) {
        compare(faults, cluster, declaration, topics.get(declaration.name()));
      }
    }
    return faults.found();
  }

  private static void compare(
      Faults faults, KafkaCluster cluster, TopicDeclaration declared, KafkaTopic topic) {
    String name = "topic " + declared.name();
    faults.expect(name + ": name", null, topic.getSpec().getTopicName());
    faults.expect(name + ": partitions", declared.partitions(), topic.getSpec().getPartitions());
    faults.expect(
        name + ": replicas",
        cluster.config().get("default.replication.factor"),
        topic.getSpec().getReplicas());
    faults.expect(
        name + ": settings",
        declared.settings(),
        topic.getSpec().getConfig().entrySet().stream()
            .collect(toMap(Map.Entry::getKey, setting -> setting.getValue().toString())));
    faults.expect(
        name + ": cluster",
        cluster.name(),
        topic.getMetadata().getLabels().get("strimzi.io/cluster"));
  }
}
