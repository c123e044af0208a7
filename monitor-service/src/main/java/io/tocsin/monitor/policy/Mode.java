package io.tocsin.monitor.policy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether what is due is done, or only said. */
public enum Mode {
  @JsonProperty("on")
  ON,
  @JsonProperty("off")
  OFF
}
