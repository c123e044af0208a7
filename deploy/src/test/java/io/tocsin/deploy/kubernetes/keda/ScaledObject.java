package io.tocsin.deploy.kubernetes.keda;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;

/** What KEDA scales, and by what. */
public record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
  /** The numbers are KEDA's: seconds and replicas. */
  public record Spec(
      @JsonProperty(required = true) Target scaleTargetRef,
      Integer pollingInterval,
      Integer cooldownPeriod,
      Integer minReplicaCount,
      @JsonProperty(required = true) int maxReplicaCount,
      Advanced advanced,
      @JsonProperty(required = true) List<Trigger> triggers) {}

  /** Who is scaled. */
  public record Target(
      @JsonProperty(required = true) String apiVersion,
      @JsonProperty(required = true) String kind,
      @JsonProperty(required = true) String name) {}

  /** How fast. */
  public record Advanced(AutoscalerConfig horizontalPodAutoscalerConfig) {}

  public record AutoscalerConfig(HorizontalPodAutoscalerBehavior behavior) {}

  /** The lag of a group. */
  public record Trigger(
      @JsonProperty(required = true) String type,
      @JsonProperty(required = true) KafkaMetadata metadata,
      @JsonProperty(required = true) Reference authenticationRef) {
    public Trigger {
      if (!"kafka".equals(type)) {
        throw new IllegalArgumentException("trigger: expected kafka, found " + type);
      }
    }
  }

  /** All values are strings, numbers and booleans too. */
  public record KafkaMetadata(
      @JsonProperty(required = true) String bootstrapServers,
      @JsonProperty(required = true) String consumerGroup,
      @JsonProperty(required = true) String topic,
      @JsonProperty(required = true) String lagThreshold,
      String activationLagThreshold,
      @JsonProperty(required = true) String offsetResetPolicy,
      String excludePersistentLag,
      @JsonProperty(required = true) String version,
      @JsonProperty(required = true) String tls,
      @JsonProperty(required = true) String sasl) {}

  public record Reference(@JsonProperty(required = true) String name) {}
}
