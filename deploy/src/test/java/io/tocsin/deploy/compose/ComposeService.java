package io.tocsin.deploy.compose;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service of a Compose file: the Compose Specification's names, the forms that are in use here,
 * and no others.
 */
record ComposeService(
    String image,
    Optional<Build> build,
    Optional<List<String>> command,
    Map<String, String> environment,
    @JsonProperty("depends_on") Map<String, Dependency> dependsOn,
    Optional<Healthcheck> healthcheck,
    List<String> ports,
    List<String> volumes,
    List<String> profiles,
    List<String> tmpfs,
    Optional<String> restart,
    @JsonProperty("read_only") boolean readOnly,
    @JsonProperty("cap_drop") List<String> capDrop,
    @JsonProperty("security_opt") List<String> securityOpt,
    @JsonProperty("pids_limit") Optional<Integer> pidsLimit,
    @JsonProperty("mem_limit") Optional<String> memLimit,
    @JsonProperty("stop_grace_period") Optional<String> stopGracePeriod,
    Optional<Deploy> deploy) {
  ComposeService {
    environment = environment == null ? Map.of() : environment;
    dependsOn = dependsOn == null ? Map.of() : dependsOn;
    ports = ports == null ? List.of() : ports;
    volumes = volumes == null ? List.of() : volumes;
    profiles = profiles == null ? List.of() : profiles;
    tmpfs = tmpfs == null ? List.of() : tmpfs;
    capDrop = capDrop == null ? List.of() : capDrop;
    securityOpt = securityOpt == null ? List.of() : securityOpt;
  }

  /** How its image is built. */
  record Build(String context, String dockerfile, Optional<String> target) {}

  /** What it waits for. */
  record Dependency(Condition condition) {}

  /** When the other is far enough. */
  enum Condition {
    @JsonProperty("service_healthy")
    HEALTHY,
    @JsonProperty("service_completed_successfully")
    COMPLETED
  }

  /** How its health is seen, where the image does not say. */
  record Healthcheck(
      List<String> test,
      String interval,
      String timeout,
      Optional<Integer> retries,
      @JsonProperty("start_period") String startPeriod) {}

  /** Its devices. */
  record Deploy(Resources resources) {}

  /** What is set aside. */
  record Resources(Reservations reservations) {}

  /** What of it. */
  record Reservations(List<Device> devices) {}

  /** A card. */
  record Device(
      String driver, @JsonProperty("device_ids") List<String> ids, List<String> capabilities) {}
}
