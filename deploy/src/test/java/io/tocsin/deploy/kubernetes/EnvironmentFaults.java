package io.tocsin.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.tocsin.deploy.code.Service;
import io.tocsin.deploy.code.Variables;
import io.tocsin.deploy.kubernetes.manifest.Environment;
import io.tocsin.deploy.kubernetes.manifest.KafkaCluster;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import io.tocsin.deploy.kubernetes.manifest.Workload;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Variables against what each service takes. */
final class EnvironmentFaults {
  private EnvironmentFaults() {}

  static List<String> of(Manifests manifests) {
    Faults faults = new Faults();
    faults.expect(
        "services",
        new TreeSet<>(Stream.of(Service.values()).map(Service::title).toList()),
        new TreeSet<>(Workload.in(manifests).map(Workload::name).toList()));
    Workload.in(manifests).forEach(workload -> compare(faults, workload, manifests));
    return faults.found();
  }

  private static void compare(Faults faults, Workload workload, Manifests manifests) {
    Environment environment = Environment.of(workload, manifests);
    Set<String> known = Variables.of(service(workload));
    Set<String> seen = new HashSet<>();
    for (String name : environment.names()) {
      faults.expect(workload.name() + " takes " + name, true, known.contains(name));
      faults.expect(workload.name() + " is told only once: " + name, true, seen.add(name));
    }
    faults.expect(
        workload.name() + ": QUARKUS_HTTP_HOST", "0.0.0.0", environment.value("QUARKUS_HTTP_HOST"));
    kafka(faults, workload, environment, KafkaCluster.in(manifests));
    entrance(faults, workload, environment);
    if (known.contains("TOCSIN_BASE")) {
      model(faults, workload, environment);
    }
  }

  /** Returns the code of a workload. */
  static Service service(Workload workload) {
    return Service.valueOf(workload.name().toUpperCase(Locale.ROOT));
  }

  private static void kafka(
      Faults faults, Workload workload, Environment environment, KafkaCluster cluster) {
    String name = workload.name();
    faults.expect(
        name + ": KAFKA_BOOTSTRAP_SERVERS",
        cluster.address(),
        environment.value("KAFKA_BOOTSTRAP_SERVERS"));
    faults.expect(
        name + ": KAFKA_SECURITY_PROTOCOL",
        "SASL_SSL",
        environment.value("KAFKA_SECURITY_PROTOCOL"));
    faults.expect(
        name + ": KAFKA_SASL_MECHANISM",
        "SCRAM-SHA-512",
        environment.value("KAFKA_SASL_MECHANISM"));
    EnvVar login = environment.own("KAFKA_SASL_JAAS_CONFIG");
    faults.expect(
        name + " logs in as itself",
        name,
        login.getValueFrom() == null ? null : login.getValueFrom().getSecretKeyRef().getName());
  }

  private static void entrance(Faults faults, Workload workload, Environment environment) {
    String name = workload.name();
    faults.expect(
        name + ": TOCSIN_API_KEYS",
        "/etc/tocsin/api-keys/api-keys.json",
        environment.value("TOCSIN_API_KEYS"));
    faults.expect(name + " lets everybody in", false, environment.names().contains("TOCSIN_OPEN"));
  }

  private static void model(Faults faults, Workload workload, Environment environment) {
    String name = workload.name();
    EnvVar replica = environment.own("TOCSIN_REPLICA");
    faults.expect(
        name + ": TOCSIN_REPLICA",
        "metadata.name",
        replica.getValueFrom() == null
            ? null
            : replica.getValueFrom().getFieldRef().getFieldPath());
    EnvVar threads = environment.own("TOCSIN_THREADS");
    faults.expect(
        name + ": TOCSIN_THREADS",
        "limits.cpu",
        threads.getValueFrom() == null
            ? null
            : threads.getValueFrom().getResourceFieldRef().getResource());
    Quantity cores = workload.container().getResources().getLimits().get("cpu");
    BigDecimal amount = cores == null ? BigDecimal.ZERO : cores.getNumericalAmount();
    faults.expect(
        name + ": a whole number of cores, one or more",
        true,
        amount.signum() > 0 && amount.stripTrailingZeros().scale() <= 0);
    for (String place : List.of("TOCSIN_BASE", "TOCSIN_ADAPTERS", "TOCSIN_CACHE")) {
      faults.expect(name + " is told " + place, true, !environment.value(place).isEmpty());
    }
  }
}
