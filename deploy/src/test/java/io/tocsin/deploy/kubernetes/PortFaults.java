package io.tocsin.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.tocsin.deploy.kubernetes.manifest.KafkaCluster;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import io.tocsin.deploy.kubernetes.manifest.Selection;
import io.tocsin.deploy.kubernetes.manifest.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Ports against those that services and Kafka listen at. */
final class PortFaults {
  private PortFaults() {}

  static List<String> of(Manifests manifests) {
    Faults faults = new Faults();
    Workload.in(manifests).forEach(workload -> pods(faults, workload));
    manifests.all(Service.class).forEach(service -> services(faults, service, manifests));
    manifests.all(NetworkPolicy.class).forEach(policy -> policies(faults, policy, manifests));
    return faults.found();
  }

  private static void pods(Faults faults, Workload workload) {
    String name = workload.name();
    int port = EnvironmentFaults.service(workload).port();
    List<ContainerPort> ports = workload.container().getPorts();
    faults.expect(
        name + ": ports",
        List.of(port),
        ports.stream().map(ContainerPort::getContainerPort).toList());
    Map<String, String> annotations = workload.template().getMetadata().getAnnotations();
    faults.expect(name + ": scraped", "true", annotations.get("prometheus.io/scrape"));
    faults.expect(
        name + ": scraped at", Integer.toString(port), annotations.get("prometheus.io/port"));
    faults.expect(name + ": scraped path", "/q/metrics", annotations.get("prometheus.io/path"));
    probe(faults, name + ": startup", "/q/health/live", workload.container().getStartupProbe());
    probe(faults, name + ": liveness", "/q/health/live", workload.container().getLivenessProbe());
    probe(
        faults, name + ": readiness", "/q/health/ready", workload.container().getReadinessProbe());
  }

  private static void probe(Faults faults, String name, String path, Probe probe) {
    faults.expect(name + " path", path, probe.getHttpGet().getPath());
    faults.expect(name + " port", new IntOrString("http"), probe.getHttpGet().getPort());
  }

  private static void services(Faults faults, Service service, Manifests manifests) {
    String name = "Service " + service.getMetadata().getName();
    List<Workload> behind =
        Workload.in(manifests)
            .filter(
                workload -> Selection.matches(service.getSpec().getSelector(), workload.labels()))
            .toList();
    for (Workload workload : behind) {
      for (ServicePort port : service.getSpec().getPorts()) {
        faults.expectIn(name + ": targetPort", names(workload), port.getTargetPort().getStrVal());
        faults.expect(name + ": port", EnvironmentFaults.service(workload).port(), port.getPort());
      }
    }
  }

  private static void policies(Faults faults, NetworkPolicy policy, Manifests manifests) {
    String name = "NetworkPolicy " + policy.getMetadata().getName();
    List<Workload> meant = SelectorFaults.meant(policy, manifests);
    policy.getSpec().getIngress().stream()
        .flatMap(rule -> rule.getPorts().stream())
        .forEach(
            port ->
                meant.forEach(
                    workload ->
                        faults.expectIn(
                            name + ": port", names(workload), port.getPort().getStrVal())));
    KafkaCluster cluster = KafkaCluster.in(manifests);
    toKafka(policy, cluster)
        .forEach(
            port ->
                faults.expect(
                    name + ": port", cluster.listener().getPort(), port.getPort().getIntVal()));
  }

  private static Stream<NetworkPolicyPort> toKafka(NetworkPolicy policy, KafkaCluster cluster) {
    return policy.getSpec().getEgress().stream()
        .filter(rule -> isToKafka(rule, cluster))
        .flatMap(rule -> rule.getPorts().stream());
  }

  private static boolean isToKafka(NetworkPolicyEgressRule rule, KafkaCluster cluster) {
    return rule.getTo().stream()
        .filter(peer -> peer.getNamespaceSelector() == null && peer.getPodSelector() != null)
        .anyMatch(peer -> Selection.matches(peer.getPodSelector(), cluster.brokerLabels()));
  }

  private static List<String> names(Workload workload) {
    return workload.container().getPorts().stream().map(ContainerPort::getName).toList();
  }
}
