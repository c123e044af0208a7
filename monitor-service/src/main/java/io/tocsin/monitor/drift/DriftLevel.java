package io.tocsin.monitor.drift;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an index means. */
public enum DriftLevel {
  @JsonProperty("stable")
  STABLE,
  /** The stream has moved, or chance moves it. */
  @JsonProperty("watch")
  WATCH,
  @JsonProperty("drifted")
  DRIFTED
}
