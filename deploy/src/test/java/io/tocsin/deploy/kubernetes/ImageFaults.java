package io.tocsin.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.tocsin.deploy.kubernetes.manifest.Environment;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import io.tocsin.deploy.kubernetes.manifest.Workload;
import java.util.List;
import java.util.Map;

/** Images, and whether they fit the hardware that is asked for. */
final class ImageFaults {
  private static final String GPU = "nvidia.com/gpu";

  /** As Docker Compose names what it builds. */
  private static final String TAG = "dev";

  private ImageFaults() {}

  static List<String> of(Manifests manifests) {
    Faults faults = new Faults();
    Workload.in(manifests).forEach(workload -> compare(faults, workload, manifests));
    manifests
        .all(Job.class)
        .map(job -> job.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
        .forEach(image -> faults.expect("job: image", "tocsin/cli:" + TAG, image));
    return faults.found();
  }

  private static void compare(Faults faults, Workload workload, Manifests manifests) {
    String name = workload.name();
    ResourceRequirements resources = workload.container().getResources();
    boolean hasGpu = resources.getLimits().containsKey(GPU);
    faults.expect(
        name + ": image",
        "tocsin/" + name + ":" + TAG + (hasGpu ? "-gpu" : ""),
        workload.container().getImage());
    faults.expect(
        name + ": memory",
        resources.getRequests().get("memory"),
        resources.getLimits().get("memory"));
    String device = Environment.of(workload, manifests).value("TOCSIN_DEVICE");
    if (!device.isEmpty()) {
      faults.expect(name + ": device", hasGpu ? "all" : "cpu", device);
    }
    if (hasGpu) {
      faults.expect(
          name + ": tolerates nodes of GPUs",
          List.of(GPU),
          workload.pod().getTolerations().stream().map(each -> each.getKey()).toList());
      faults.expect(
          name + ": is put on nodes of GPUs",
          Map.of("nvidia.com/gpu.present", "true"),
          workload.pod().getNodeSelector());
    }
  }
}
