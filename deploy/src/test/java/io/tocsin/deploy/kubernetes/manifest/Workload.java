package io.tocsin.deploy.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whatever makes pods.
 *
 * @param replicas null where it is somebody else's to say
 * @param claims of volumes that each pod has for itself
 */
public record Workload(
    String kind,
    String name,
    Integer replicas,
    LabelSelector selector,
    PodTemplateSpec template,
    List<PersistentVolumeClaim> claims) {
  /** Returns those of services. */
  public static Stream<Workload> in(Manifests manifests) {
    return Stream.concat(
        manifests.all(Deployment.class).map(Workload::of),
        manifests.all(StatefulSet.class).map(Workload::of));
  }

  /** Returns those of services, and what is run by hand. */
  public static Stream<Workload> all(Manifests manifests) {
    return Stream.of(
            in(manifests),
            manifests.all(Job.class).map(Workload::of),
            manifests.all(Pod.class).map(Workload::of))
        .flatMap(each -> each);
  }

  private static Workload of(Job job) {
    return new Workload(
        job.getKind(),
        job.getMetadata().getName(),
        1,
        new LabelSelector(),
        job.getSpec().getTemplate(),
        List.of());
  }

  private static Workload of(Pod pod) {
    return new Workload(
        pod.getKind(),
        pod.getMetadata().getName(),
        1,
        new LabelSelector(),
        new PodTemplateSpec(pod.getMetadata(), pod.getSpec()),
        List.of());
  }

  private static Workload of(Deployment deployment) {
    return new Workload(
        deployment.getKind(),
        deployment.getMetadata().getName(),
        deployment.getSpec().getReplicas(),
        deployment.getSpec().getSelector(),
        deployment.getSpec().getTemplate(),
        List.of());
  }

  private static Workload of(StatefulSet set) {
    return new Workload(
        set.getKind(),
        set.getMetadata().getName(),
        set.getSpec().getReplicas(),
        set.getSpec().getSelector(),
        set.getSpec().getTemplate(),
        set.getSpec().getVolumeClaimTemplates());
  }

  /** Returns the labels of its pods. */
  public Map<String, String> labels() {
    return template.getMetadata().getLabels();
  }

  public PodSpec pod() {
    return template.getSpec();
  }

  /** Returns its only container. */
  public Container container() {
    if (pod().getContainers().size() != 1) {
      throw new IllegalArgumentException(name + ": expected one container");
    }
    return pod().getContainers().getFirst();
  }
}
