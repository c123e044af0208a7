package io.tocsin.deploy.kubernetes;

import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import java.util.List;
import java.util.function.Function;

/** What manifests must agree with: each returns what is wrong, in words. */
enum Check {
  TOPICS(manifests -> TopicFaults.of(manifests, Topics.ALL)),
  ACCESS(manifests -> AccessFaults.of(manifests, Access.ALL)),
  CLUSTER(ClusterFaults::of),
  ENVIRONMENT(EnvironmentFaults::of),
  PORTS(PortFaults::of),
  REFERENCES(ReferenceFaults::of),
  SELECTORS(SelectorFaults::of),
  SCALING(ScalingFaults::of),
  SECURITY(SecurityFaults::of),
  STOPPING(StopFaults::of),
  IMAGES(ImageFaults::of);

  @SuppressWarnings("ImmutableEnumChecker") // methods without a state
  private final Function<Manifests, List<String>> faults;

  Check(Function<Manifests, List<String>> faults) {
    this.faults = faults;
  }

  List<String> faults(Manifests manifests) {
    return faults.apply(manifests);
  }
}
