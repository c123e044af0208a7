package io.tocsin.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.deploy.kubernetes.manifest.Manifests;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ManifestsTest {
  private static final Map<String, Manifests> OVERLAYS =
      Map.of(
          "laptop", Manifests.of("overlays/laptop", "topics-check"),
          "gpu", Manifests.of("overlays/gpu", "topics-check", "base-model"));

  static Stream<Arguments> everything() {
    return OVERLAYS.keySet().stream()
        .flatMap(overlay -> Stream.of(Check.values()).map(check -> Arguments.of(overlay, check)));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void agreeWithTheCodeAndAmongThemselves(String overlay, Check check) {
    List<String> faults = check.faults(OVERLAYS.get(overlay));

    assertEquals(List.of(), faults);
  }

  /** A change on one side is noticed, whichever side it is: sides are compared for equality. */
  @ParameterizedTest
  @CsvSource({
    "TOPICS, KafkaTopic/tweets/spec/partitions, 6, 'topic tweets: partitions: expected 12, found 6'",
    "TOPICS, KafkaTopic/labels/metadata/name, labelz, topics: expected",
    "TOPICS, KafkaTopic/labels/spec/config/cleanup.policy, delete, topic labels: settings",
    "TOPICS, KafkaTopic/rollouts/spec/replicas, 2, topic rollouts: replicas",
    "ACCESS, KafkaUser/ingest/spec/authorization/acls/0/operations/0, Read, user ingest: rights",
    "ACCESS, KafkaUser/trainer/spec/authorization/acls/8/resource/name, t-, user trainer: rights",
    "CLUSTER, Kafka/tocsin/spec/kafka/config/offsets.retention.minutes, 10080, offsets outlive",
    "CLUSTER, Kafka/tocsin/spec/kafka/config/min.insync.replicas, 3, min.insync.replicas",
    "ENVIRONMENT, ConfigMap/kafka-client/data/KAFKA_BOOTSTRAP_SERVERS, kafka:9092, BOOTSTRAP",
    "ENVIRONMENT, Deployment/inference/spec/template/spec/containers/0/env/0/name, TOCSIN_ID, "
        + "inference takes TOCSIN_ID",
    "ENVIRONMENT, Deployment/inference/spec/template/spec/containers/0/resources/limits/cpu, 500m, "
        + "a whole number of cores",
    "ENVIRONMENT, ConfigMap/services/data/TOCSIN_API_KEYS, /tmp/keys, ingest: TOCSIN_API_KEYS",
    "REFERENCES, ConfigMap/services/data/TOCSIN_API_KEYS, /tmp2/keys, is on a volume",
    "REFERENCES, Deployment/ingest/spec/template/spec/volumes/1/secret/secretName, other, "
        + "README says how to make secret other",
    "ENVIRONMENT, Deployment/ingest/spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/name, "
        + "trainer, ingest logs in as itself",
    "PORTS, Deployment/ingest/spec/template/spec/containers/0/ports/0/containerPort, 8080, "
        + "'ingest: ports: expected [8081], found [8080]'",
    "PORTS, Service/inference/spec/ports/0/port, 80, 'Service inference: port: expected 8083'",
    "PORTS, Service/inference/spec/ports/0/targetPort, web, 'Service inference: targetPort'",
    "PORTS, StatefulSet/trainer/spec/template/spec/containers/0/livenessProbe/httpGet/path, /live, "
        + "trainer: liveness path",
    "PORTS, NetworkPolicy/kafka/spec/egress/0/ports/0/port, 9092, 'NetworkPolicy kafka: port'",
    "PORTS, Kafka/tocsin/spec/kafka/listeners/0/port, 9094, 'NetworkPolicy kafka: port'",
    "REFERENCES, ConfigMap/model/metadata/name, models, trainer: config map",
    "REFERENCES, KafkaUser/inference/metadata/name, tagger, inference: KAFKA_SASL_JAAS_CONFIG",
    "REFERENCES, ServiceAccount/ingest/metadata/name, other, ingest: account",
    "REFERENCES, Kafka/tocsin/metadata/name, other, ingest: volume kafka-ca",
    "REFERENCES, ConfigMap/model/data/TOCSIN_CACHE, /var/cache, is on a volume",
    "REFERENCES, StatefulSet/trainer/spec/template/spec/containers/0/volumeMounts/0/name, other, "
        + "trainer: volumes",
    "SELECTORS, Service/ingest/spec/selector/app.kubernetes.io~1name, other, 'Service ingest: pods'",
    "SELECTORS, PodDisruptionBudget/trainer/spec/selector/matchLabels/app.kubernetes.io~1name, other, "
        + "PodDisruptionBudget trainer",
    "SELECTORS, NetworkPolicy/default-deny/spec/podSelector/matchLabels/app.kubernetes.io~1part-of, "
        + "other, everything is denied",
    "SELECTORS, Deployment/ingest/spec/template/metadata/labels/tocsin.io~1kafka, other, let out",
    "SCALING, ScaledObject/inference/spec/maxReplicaCount, 13, replicas within partitions",
    "SCALING, ScaledObject/inference/spec/triggers/0/metadata/topic, tweet, inference: topic",
    "SCALING, ScaledObject/trainer/spec/triggers/0/metadata/consumerGroup, trainers, trainer: group",
    "SCALING, ScaledObject/trainer/spec/maxReplicaCount, 2, trainer: at most",
    "SCALING, ScaledObject/trainer/spec/triggers/0/metadata/excludePersistentLag, true, lag that stays",
    "SCALING, ScaledObject/trainer/spec/scaleTargetRef/kind, Deployment, target is there",
    "SCALING, StatefulSet/trainer/spec/updateStrategy/type, RollingUpdate, trainer: updated",
    "SCALING, Namespace/tocsin/metadata/name, other, trainer: address",
    "SECURITY, Deployment/ingest/spec/template/spec/automountServiceAccountToken, true, token",
    "SECURITY, Deployment/ingest/spec/template/spec/enableServiceLinks, true, service links",
    "SECURITY, Deployment/ingest/spec/template/spec/containers/0/securityContext"
        + "/readOnlyRootFilesystem, false, root is read-only",
    "IMAGES, Deployment/ingest/spec/template/spec/containers/0/image, tocsin/ingest:other, image",
    "STOPPING, Deployment/ingest/spec/template/spec/terminationGracePeriodSeconds, 30, ingest: stops",
    "SELECTORS, Job/topics-check/spec/template/metadata/labels/tocsin.io~1kafka, other, let in",
    "IMAGES, ConfigMap/model/data/TOCSIN_DEVICE, auto, trainer: device"
  })
  void aChangeOnOneSideIsNoticed(Check check, String place, String value, String fault) {
    List<String> faults = check.faults(OVERLAYS.get("gpu").with(place, value));

    assertTrue(faults.stream().anyMatch(found -> found.contains(fault)), () -> "found " + faults);
  }
}
