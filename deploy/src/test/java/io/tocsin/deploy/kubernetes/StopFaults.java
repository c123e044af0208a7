package io.tocsin.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.Lifecycle;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import io.tocsin.deploy.kubernetes.manifest.Workload;
import java.time.Duration;
import java.util.List;

/** The time that a pod is given to stop, against that which its service takes. */
final class StopFaults {
  private StopFaults() {}

  static List<String> of(Manifests manifests) {
    Faults faults = new Faults();
    for (Workload workload : Workload.in(manifests).toList()) {
      Duration given = Duration.ofSeconds(workload.pod().getTerminationGracePeriodSeconds());
      Duration taken = pause(workload).plus(requests(workload));
      faults.expect(
          "%s: stops within %s, which is more than %s".formatted(workload.name(), given, taken),
          true,
          given.compareTo(taken) > 0);
    }
    return faults.found();
  }

  private static Duration pause(Workload workload) {
    Lifecycle lifecycle = workload.container().getLifecycle();
    return lifecycle == null
        ? Duration.ZERO
        : Duration.ofSeconds(lifecycle.getPreStop().getSleep().getSeconds());
  }

  /** Quarkus lets requests end that are under way. */
  private static Duration requests(Workload workload) {
    String timeout =
        EnvironmentFaults.service(workload)
            .properties()
            .getProperty("quarkus.shutdown.timeout", "0S");
    return Duration.parse("PT" + timeout);
  }
}
