package io.tocsin.messaging.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;

/** As what a version stands beside the active one. */
public enum Challenger {
  /** It answers a share of the tweets. */
  @JsonProperty("canary")
  CANARY,
  /** It answers none, and is compared. */
  @JsonProperty("shadow")
  SHADOW
}
