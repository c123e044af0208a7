package io.tocsin.deploy.kubernetes.keda;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/** As whom KEDA asks. */
public record TriggerAuthentication(
    String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
  public record Spec(List<Parameter> configMapTargetRef, List<Parameter> secretTargetRef) {}

  /** A parameter of the scaler, and the key whose value it is. */
  public record Parameter(
      @JsonProperty(required = true) String parameter,
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String key) {}
}
