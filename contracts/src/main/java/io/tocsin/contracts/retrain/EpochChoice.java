package io.tocsin.contracts.retrain;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which epoch's adapter a training keeps. */
public enum EpochChoice {
  /** The last one's: the select rows teach like the others. */
  @JsonProperty("last")
  LAST,
  /** That of the highest accuracy on the select rows, which then do not teach. */
  @JsonProperty("best-on-select")
  BEST_ON_SELECT
}
