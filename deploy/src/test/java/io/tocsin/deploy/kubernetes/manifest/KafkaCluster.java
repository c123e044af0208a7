package io.tocsin.deploy.kubernetes.manifest;

import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaResources;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.util.Map;

/**
 * The Kafka cluster that Strimzi makes.
 *
 * @param brokers how many
 */
public record KafkaCluster(
    String name, int brokers, GenericKafkaListener listener, Map<String, Object> config) {
  /** Returns the only one, which has one listener and one pool of nodes. */
  public static KafkaCluster in(Manifests manifests) {
    Kafka kafka = manifests.one(Kafka.class);
    return new KafkaCluster(
        kafka.getMetadata().getName(),
        manifests.one(KafkaNodePool.class).getSpec().getReplicas(),
        kafka.getSpec().getKafka().getListeners().getFirst(),
        kafka.getSpec().getKafka().getConfig());
  }

  /** Returns the address within the namespace. */
  public String address() {
    return KafkaResources.bootstrapServiceName(name) + ":" + listener.getPort();
  }

  /** Returns the address for other namespaces. */
  public String address(String namespace) {
    return KafkaResources.bootstrapServiceName(name)
        + "."
        + namespace
        + ".svc:"
        + listener.getPort();
  }

  /** Returns the secret with the certificate of the cluster's authority. */
  public String authoritySecret() {
    return KafkaResources.clusterCaCertificateSecretName(name);
  }

  /** Returns the labels that Strimzi gives its brokers. */
  public Map<String, String> brokerLabels() {
    return Map.of("strimzi.io/cluster", name, "strimzi.io/name", name + "-kafka");
  }
}
