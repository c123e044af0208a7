package io.tocsin.contracts.classification;

import com.fasterxml.jackson.annotation.JsonProperty;

/** As what an adapter classified. Each tweet is answered once, by the active one or the canary. */
public enum Role {
  @JsonProperty("active")
  ACTIVE,
  @JsonProperty("canary")
  CANARY,
  /** Beside the answer, for comparison. */
  @JsonProperty("shadow")
  SHADOW
}
