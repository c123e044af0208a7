package io.tocsin.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a surge has come. A surge has one start and one end, and some records between them. */
public enum AlertState {
  @JsonProperty("started")
  STARTED,
  @JsonProperty("ongoing")
  ONGOING,
  @JsonProperty("ended")
  ENDED
}
