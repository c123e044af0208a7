package io.tocsin.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.tocsin.contracts.access.ReplicaGroup;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.deploy.kubernetes.keda.ScaledObject;
import io.tocsin.deploy.kubernetes.keda.TriggerAuthentication;
import io.tocsin.deploy.kubernetes.manifest.KafkaCluster;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import io.tocsin.deploy.kubernetes.manifest.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Scaling against groups and topics of the code, and what keeps a training from being ended. */
final class ScalingFaults {
  private static final Map<ReplicaGroup, TopicDeclaration> READ =
      Map.of(ReplicaGroup.TRAINER, Topics.RETRAIN_REQUESTS, ReplicaGroup.INFERENCE, Topics.TWEETS);

  private ScalingFaults() {}

  static List<String> of(Manifests manifests) {
    Faults faults = new Faults();
    faults.expect(
        "scaled",
        new TreeSet<>(READ.keySet().stream().map(ReplicaGroup::groupId).toList()),
        new TreeSet<>(
            manifests.all(ScaledObject.class).map(each -> each.metadata().getName()).toList()));
    for (ScaledObject scaled : manifests.all(ScaledObject.class).toList()) {
      target(faults, scaled, manifests);
      trigger(faults, scaled, manifests);
    }
    training(faults, manifests);
    return faults.found();
  }

  private static void target(Faults faults, ScaledObject scaled, Manifests manifests) {
    ScaledObject.Target target = scaled.spec().scaleTargetRef();
    List<Workload> meant =
        Workload.in(manifests)
            .filter(each -> each.name().equals(target.name()) && each.kind().equals(target.kind()))
            .toList();
    faults.expect(target.name() + ": target is there", 1, meant.size());
    faults.expect(target.name() + ": target's version", "apps/v1", target.apiVersion());
    meant.forEach(
        each -> faults.expect(each.name() + ": replicas beside KEDA's", null, each.replicas()));
  }

  private static void trigger(Faults faults, ScaledObject scaled, Manifests manifests) {
    String name = scaled.metadata().getName();
    ReplicaGroup group = ReplicaGroup.valueOf(name.toUpperCase(Locale.ROOT));
    faults.expect(name + ": triggers", 1, scaled.spec().triggers().size());
    ScaledObject.Trigger trigger = scaled.spec().triggers().getFirst();
    ScaledObject.KafkaMetadata kafka = trigger.metadata();
    String namespace = manifests.one(Namespace.class).getMetadata().getName();
    faults.expect(
        name + ": address",
        KafkaCluster.in(manifests).address(namespace),
        kafka.bootstrapServers());
    faults.expect(name + ": group", group.groupId(), kafka.consumerGroup());
    faults.expect(name + ": topic", READ.get(group).name(), kafka.topic());
    faults.expect(
        name + ": replicas within partitions",
        true,
        scaled.spec().maxReplicaCount() <= READ.get(group).partitions());
    faults.expect(name + ": begins", "earliest", kafka.offsetResetPolicy());
    faults.expect(name + ": tls", "enable", kafka.tls());
    faults.expect(name + ": sasl", "scram_sha512", kafka.sasl());
    faults.expectIn(
        name + ": authentication",
        manifests.all(TriggerAuthentication.class).map(each -> each.metadata().getName()).toList(),
        trigger.authenticationRef().name());
  }

  /** Whatever would end a training that runs; docs/decisions/0013 has the reasons. */
  private static void training(Faults faults, Manifests manifests) {
    ScaledObject trainer =
        manifests
            .all(ScaledObject.class)
            .filter(each -> each.metadata().getName().equals("trainer"))
            .findAny()
            .orElseThrow();
    ScaledObject.KafkaMetadata kafka = trainer.spec().triggers().getFirst().metadata();
    faults.expect("trainer: at least", 0, trainer.spec().minReplicaCount());
    faults.expect("trainer: at most", 1, trainer.spec().maxReplicaCount());
    faults.expect("trainer: is started by one request", "0", kafka.activationLagThreshold());
    faults.expect("trainer: ignores lag that stays", "false", kafka.excludePersistentLag());
    StatefulSet set = manifests.one(StatefulSet.class);
    faults.expect("trainer: updated", "OnDelete", set.getSpec().getUpdateStrategy().getType());
    PodDisruptionBudget budget =
        manifests
            .all(PodDisruptionBudget.class)
            .filter(each -> each.getMetadata().getName().equals("trainer"))
            .findAny()
            .orElseThrow();
    faults.expect("trainer: evicted", new IntOrString(0), budget.getSpec().getMaxUnavailable());
    faults.expect(
        "trainer: evicted by the autoscaler of nodes",
        "false",
        set.getSpec()
            .getTemplate()
            .getMetadata()
            .getAnnotations()
            .get("cluster-autoscaler.kubernetes.io/safe-to-evict"));
    faults.expect(
        "trainer: work after scaling to zero",
        "Retain",
        set.getSpec().getPersistentVolumeClaimRetentionPolicy().getWhenScaled());
  }
}
