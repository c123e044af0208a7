package io.tocsin.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.tocsin.deploy.kubernetes.manifest.KafkaCluster;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import io.tocsin.deploy.kubernetes.manifest.Selection;
import io.tocsin.deploy.kubernetes.manifest.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Selectors against the labels of pods: each means whom it is named for, and each pod is meant. */
final class SelectorFaults {
  private SelectorFaults() {}

  static List<String> of(Manifests manifests) {
    Faults faults = new Faults();
    for (Workload workload : Workload.in(manifests).toList()) {
      faults.expect(
          workload.name() + ": selects its pods",
          List.of(workload.name()),
          names(manifests, labels -> Selection.matches(workload.selector(), labels)));
      spread(faults, workload);
      entrances(faults, workload, manifests);
    }
    manifests.all(Service.class).forEach(service -> service(faults, service, manifests));
    manifests.all(PodDisruptionBudget.class).forEach(budget -> budget(faults, budget, manifests));
    policies(faults, manifests);
    kafka(faults, manifests);
    return faults.found();
  }

  /** Returns the workloads whose pods a policy is for. */
  static List<Workload> meant(NetworkPolicy policy, Manifests manifests) {
    LabelSelector selector = policy.getSpec().getPodSelector();
    return Workload.in(manifests)
        .filter(workload -> Selection.matches(selector, workload.labels()))
        .toList();
  }

  private static void spread(Faults faults, Workload workload) {
    workload
        .pod()
        .getTopologySpreadConstraints()
        .forEach(
            constraint ->
                faults.expect(
                    workload.name() + ": spreads its own pods",
                    true,
                    Selection.matches(constraint.getLabelSelector(), workload.labels())));
  }

  /** Each workload has a service and a disruption budget of its name, and is denied by default. */
  private static void entrances(Faults faults, Workload workload, Manifests manifests) {
    faults.expect(
        workload.name() + ": has a Service",
        true,
        manifests.all(Service.class).anyMatch(each -> isNamed(each, workload)));
    faults.expect(
        workload.name() + ": has a PodDisruptionBudget",
        true,
        manifests.all(PodDisruptionBudget.class).anyMatch(each -> isNamed(each, workload)));
    faults.expect(
        workload.name() + ": everything is denied unless allowed",
        true,
        manifests
            .all(NetworkPolicy.class)
            .filter(SelectorFaults::deniesAll)
            .anyMatch(policy -> meant(policy, manifests).contains(workload)));
  }

  private static boolean isNamed(HasMetadata object, Workload workload) {
    return object.getMetadata().getName().equals(workload.name());
  }

  private static boolean deniesAll(NetworkPolicy policy) {
    return policy.getSpec().getPolicyTypes().equals(List.of("Ingress", "Egress"))
        && policy.getSpec().getIngress().isEmpty()
        && policy.getSpec().getEgress().isEmpty();
  }

  private static void service(Faults faults, Service service, Manifests manifests) {
    String name = service.getMetadata().getName();
    faults.expect(
        "Service " + name + ": pods of",
        List.of(name),
        names(manifests, labels -> Selection.matches(service.getSpec().getSelector(), labels)));
    manifests
        .all(StatefulSet.class)
        .filter(set -> set.getMetadata().getName().equals(name))
        .forEach(
            set ->
                faults.expect(
                    "Service " + name + ": names the pods of",
                    name,
                    set.getSpec().getServiceName()));
  }

  private static void budget(Faults faults, PodDisruptionBudget budget, Manifests manifests) {
    String name = budget.getMetadata().getName();
    faults.expect(
        "PodDisruptionBudget " + name + ": pods of",
        List.of(name),
        names(manifests, labels -> Selection.matches(budget.getSpec().getSelector(), labels)));
  }

  private static void policies(Faults faults, Manifests manifests) {
    for (NetworkPolicy policy : manifests.all(NetworkPolicy.class).toList()) {
      faults.expect(
          "NetworkPolicy " + policy.getMetadata().getName() + ": is for somebody",
          true,
          !meant(policy, manifests).isEmpty());
    }
  }

  /** Kafka lets in whom the policies let out, and nobody else here. */
  private static void kafka(Faults faults, Manifests manifests) {
    KafkaCluster cluster = KafkaCluster.in(manifests);
    List<String> out =
        manifests
            .all(NetworkPolicy.class)
            .filter(policy -> peers(policy).anyMatch(peer -> meansBrokers(peer, cluster)))
            .map(policy -> policy.getSpec().getPodSelector())
            .flatMap(meant -> names(manifests, labels -> Selection.matches(meant, labels)).stream())
            .toList();
    List<String> in = new ArrayList<>();
    for (NetworkPolicyPeer peer : cluster.listener().getNetworkPolicyPeers()) {
      if (peer.getPodSelector() != null) {
        in.addAll(names(manifests, labels -> Selection.matches(peer.getPodSelector(), labels)));
      }
    }
    List<String> clients =
        Workload.all(manifests).filter(SelectorFaults::isClient).map(Workload::name).toList();
    faults.expect("let out to Kafka", clients, out);
    faults.expect("let in by Kafka", clients, in);
  }

  private static boolean isClient(Workload workload) {
    return workload.container().getEnv().stream()
        .anyMatch(variable -> variable.getName().equals("KAFKA_SASL_JAAS_CONFIG"));
  }

  private static Stream<NetworkPolicyPeer> peers(NetworkPolicy policy) {
    return policy.getSpec().getEgress().stream().flatMap(rule -> rule.getTo().stream());
  }

  private static boolean meansBrokers(NetworkPolicyPeer peer, KafkaCluster cluster) {
    return peer.getNamespaceSelector() == null
        && peer.getPodSelector() != null
        && Selection.matches(peer.getPodSelector(), cluster.brokerLabels());
  }

  private static List<String> names(Manifests manifests, Predicate<Map<String, String>> isMeant) {
    return Workload.all(manifests)
        .filter(workload -> isMeant.test(workload.labels()))
        .map(Workload::name)
        .toList();
  }
}
