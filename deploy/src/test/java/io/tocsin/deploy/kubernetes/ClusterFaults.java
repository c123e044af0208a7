package io.tocsin.deploy.kubernetes;

import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaAuthorizationSimple;
import io.strimzi.api.kafka.model.kafka.listener.KafkaListenerAuthenticationScramSha512;
import io.tocsin.contracts.topic.Retention;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.deploy.kubernetes.manifest.KafkaCluster;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import java.time.Duration;
import java.util.List;

/** The Kafka cluster: closed, and with as many copies as it has brokers, three at most. */
final class ClusterFaults {
  private ClusterFaults() {}

  static List<String> of(Manifests manifests) {
    Faults faults = new Faults();
    KafkaCluster cluster = KafkaCluster.in(manifests);
    Kafka kafka = manifests.one(Kafka.class);
    faults.expect("listeners", 1, kafka.getSpec().getKafka().getListeners().size());
    faults.expect("listener: tls", true, cluster.listener().isTls());
    faults.expect(
        "listener: authentication",
        KafkaListenerAuthenticationScramSha512.class,
        cluster.listener().getAuth().getClass());
    KafkaAuthorizationSimple authorization =
        (KafkaAuthorizationSimple) kafka.getSpec().getKafka().getAuthorization();
    faults.expect("super users", null, authorization.getSuperUsers());
    copies(faults, cluster);
    faults.expect(
        "auto.create.topics.enable", false, setting(cluster, "auto.create.topics.enable"));
    faults.expect(
        "offsets outlive every request", true, retention(cluster).compareTo(longestWait()) > 0);
    return faults.found();
  }

  private static void copies(Faults faults, KafkaCluster cluster) {
    int copies = Math.min(cluster.brokers(), 3);
    int inSync = Math.max(copies - 1, 1);
    for (String setting :
        List.of(
            "default.replication.factor",
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor")) {
      faults.expect(setting, copies, setting(cluster, setting));
    }
    faults.expect("min.insync.replicas", inSync, setting(cluster, "min.insync.replicas"));
    faults.expect(
        "transaction.state.log.min.isr", inSync, setting(cluster, "transaction.state.log.min.isr"));
  }

  /** A request may lie in a segment that is as old again as its retention before it is deleted. */
  private static Duration longestWait() {
    Retention.Timed kept = (Retention.Timed) Topics.RETRAIN_REQUESTS.retention();
    return kept.time().multipliedBy(2);
  }

  private static Duration retention(KafkaCluster cluster) {
    return Duration.ofMinutes((Integer) setting(cluster, "offsets.retention.minutes"));
  }

  private static Object setting(KafkaCluster cluster, String name) {
    return cluster.config().get(name);
  }
}
