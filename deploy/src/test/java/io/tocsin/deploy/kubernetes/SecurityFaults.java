package io.tocsin.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.strimzi.api.kafka.model.common.template.ContainerTemplate;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import io.tocsin.deploy.kubernetes.manifest.Workload;
import java.util.List;
import java.util.stream.Stream;

/** The restricted Pod Security Standard, and what goes beyond it. */
final class SecurityFaults {
  private SecurityFaults() {}

  static List<String> of(Manifests manifests) {
    Faults faults = new Faults();
    faults.expect(
        "namespace enforces",
        "restricted",
        manifests
            .one(Namespace.class)
            .getMetadata()
            .getLabels()
            .get("pod-security.kubernetes.io/enforce"));
    Workload.all(manifests).forEach(workload -> pod(faults, workload));
    strimzi(manifests).forEach(container -> container(faults, "kafka", container));
    return faults.found();
  }

  private static Stream<SecurityContext> strimzi(Manifests manifests) {
    Kafka kafka = manifests.one(Kafka.class);
    return Stream.of(
            kafka.getSpec().getKafka().getTemplate().getKafkaContainer(),
            kafka.getSpec().getEntityOperator().getTemplate().getTopicOperatorContainer(),
            kafka.getSpec().getEntityOperator().getTemplate().getUserOperatorContainer())
        .map(ContainerTemplate::getSecurityContext);
  }

  private static void pod(Faults faults, Workload workload) {
    String name = workload.name();
    PodSecurityContext pod = workload.pod().getSecurityContext();
    faults.expect(name + ": runAsNonRoot", true, pod.getRunAsNonRoot());
    faults.expect(name + ": seccomp", "RuntimeDefault", pod.getSeccompProfile().getType());
    faults.expect(name + ": gets a token", false, workload.pod().getAutomountServiceAccountToken());
    faults.expect(name + ": gets service links", false, workload.pod().getEnableServiceLinks());
    SecurityContext container = workload.container().getSecurityContext();
    faults.expect(name + ": root is read-only", true, container.getReadOnlyRootFilesystem());
    privileges(faults, name, container);
    faults.expect(
        name + ": has /tmp",
        true,
        workload.container().getVolumeMounts().stream()
            .map(VolumeMount::getMountPath)
            .anyMatch("/tmp"::equals));
  }

  private static void container(Faults faults, String name, SecurityContext container) {
    faults.expect(name + ": runAsNonRoot", true, container.getRunAsNonRoot());
    faults.expect(name + ": seccomp", "RuntimeDefault", container.getSeccompProfile().getType());
    privileges(faults, name, container);
  }

  private static void privileges(Faults faults, String name, SecurityContext container) {
    faults.expect(name + ": more privileges", false, container.getAllowPrivilegeEscalation());
    faults.expect(
        name + ": capabilities dropped", List.of("ALL"), container.getCapabilities().getDrop());
    faults.expect(name + ": capabilities added", List.of(), container.getCapabilities().getAdd());
  }
}
