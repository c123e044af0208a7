package io.tocsin.deploy.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.tocsin.deploy.code.Checkout;
import io.tocsin.deploy.kubernetes.keda.TriggerAuthentication;
import io.tocsin.deploy.kubernetes.manifest.Environment;
import io.tocsin.deploy.kubernetes.manifest.KafkaCluster;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import io.tocsin.deploy.kubernetes.manifest.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Names of other objects, and of volumes, against what is there or what Strimzi makes. */
final class ReferenceFaults {
  private final Faults faults = new Faults();
  private final Manifests manifests;
  private final List<String> configMaps;
  private final List<String> claims;
  private final List<String> accounts;

  private ReferenceFaults(Manifests manifests) {
    this.manifests = manifests;
    configMaps = names(ConfigMap.class);
    claims = names(PersistentVolumeClaim.class);
    accounts = names(ServiceAccount.class);
  }

  static List<String> of(Manifests manifests) {
    ReferenceFaults check = new ReferenceFaults(manifests);
    Workload.all(manifests).forEach(check::workload);
    manifests.all(TriggerAuthentication.class).forEach(check::authentication);
    return check.faults.found();
  }

  private <T extends HasMetadata> List<String> names(Class<T> kind) {
    return manifests.all(kind).map(each -> each.getMetadata().getName()).toList();
  }

  private void workload(Workload workload) {
    String name = workload.name();
    faults.expect(name + ": account", name, workload.pod().getServiceAccountName());
    faults.expectIn(name + ": account", accounts, workload.pod().getServiceAccountName());
    workload
        .container()
        .getEnvFrom()
        .forEach(
            source ->
                faults.expectIn(
                    name + ": config map", configMaps, source.getConfigMapRef().getName()));
    workload.container().getEnv().stream()
        .filter(
            each -> each.getValueFrom() != null && each.getValueFrom().getSecretKeyRef() != null)
        .forEach(each -> variable(name, each));
    volumes(workload);
    places(workload);
  }

  private void variable(String name, EnvVar variable) {
    SecretKeySelector secret = variable.getValueFrom().getSecretKeyRef();
    if (Boolean.TRUE.equals(secret.getOptional())) {
      boolean isExplained =
          Checkout.text("k8s", "README.md").contains("`" + secret.getName() + "`");
      faults.expect(
          name + ": README says what secret " + secret.getName() + " is", true, isExplained);
    } else {
      secret(name + ": " + variable.getName(), secret.getName(), secret.getKey());
    }
  }

  /** One that whoever runs the system makes. */
  private void ownSecret(String workload, String name) {
    boolean isExplained =
        Checkout.text("k8s", "README.md").contains("create secret generic " + name + " --from");
    faults.expect(workload + ": README says how to make secret " + name, true, isExplained);
  }

  private void secret(String what, String name, String key) {
    List<String> known = new ArrayList<>();
    manifests
        .all(KafkaUser.class)
        .map(user -> user.getMetadata().getName())
        .forEach(user -> known.addAll(List.of(user + "/password", user + "/sasl.jaas.config")));
    known.add(KafkaCluster.in(manifests).authoritySecret() + "/ca.crt");
    faults.expectIn(what, known, name + "/" + key);
  }

  private void authentication(TriggerAuthentication authentication) {
    authentication
        .spec()
        .secretTargetRef()
        .forEach(each -> secret("KEDA's " + each.parameter(), each.name(), each.key()));
    for (TriggerAuthentication.Parameter each : authentication.spec().configMapTargetRef()) {
      String user =
          manifests
              .all(ConfigMap.class)
              .filter(map -> map.getMetadata().getName().equals(each.name()))
              .map(map -> map.getData().get(each.key()))
              .findAny()
              .orElse(null);
      faults.expectIn("KEDA's " + each.parameter(), names(KafkaUser.class), user);
    }
  }

  private void volumes(Workload workload) {
    TreeSet<String> there = new TreeSet<>();
    for (Volume volume : workload.pod().getVolumes()) {
      there.add(volume.getName());
      if (volume.getPersistentVolumeClaim() != null) {
        faults.expectIn(
            workload.name() + ": claim", claims, volume.getPersistentVolumeClaim().getClaimName());
      }
      if (volume.getSecret() != null && volume.getSecret().getItems().isEmpty()) {
        ownSecret(workload.name(), volume.getSecret().getSecretName());
      }
      if (volume.getSecret() != null) {
        volume
            .getSecret()
            .getItems()
            .forEach(
                item ->
                    secret(
                        workload.name() + ": volume " + volume.getName(),
                        volume.getSecret().getSecretName(),
                        item.getKey()));
      }
    }
    workload.claims().forEach(claim -> there.add(claim.getMetadata().getName()));
    TreeSet<String> mounted = new TreeSet<>();
    workload.container().getVolumeMounts().forEach(mount -> mounted.add(mount.getName()));
    faults.expect(workload.name() + ": volumes", there, mounted);
  }

  /** Where the root file system is read-only, every folder that is named lies on a volume. */
  private void places(Workload workload) {
    Environment environment = Environment.of(workload, manifests);
    List<String> places =
        new ArrayList<>(
            List.of(
                environment.value("KAFKA_SSL_TRUSTSTORE_LOCATION"),
                environment.value("TOCSIN_API_KEYS")));
    for (String name : List.of("TOCSIN_CACHE", "TOCSIN_ADAPTERS", "TOCSIN_BASE")) {
      places.add(environment.value(name));
    }
    environment.own().stream()
        .filter(each -> each.getName().equals("TOCSIN_WORK"))
        .forEach(each -> places.add(each.getValue()));
    places.stream()
        .filter(place -> place.startsWith("/") && !place.startsWith("/opt/tocsin/"))
        .forEach(place -> place(workload, place));
  }

  private void place(Workload workload, String place) {
    List<String> mounts =
        workload.container().getVolumeMounts().stream().map(VolumeMount::getMountPath).toList();
    faults.expect(
        workload.name() + ": " + place + " is on a volume of " + mounts,
        true,
        mounts.stream().anyMatch(mount -> (place + "/").startsWith(mount + "/")));
  }
}
