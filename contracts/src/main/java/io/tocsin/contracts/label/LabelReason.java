package io.tocsin.contracts.label;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a tweet was labelled, on which depends what its label may be used to estimate. */
public enum LabelReason {
  /** Drawn at random to measure quality: such labels are a fair sample of the stream. */
  @JsonProperty("audit")
  AUDIT,
  /** Chosen because the model was unsure: such labels teach more, and bias every figure. */
  @JsonProperty("active-learning")
  ACTIVE_LEARNING,
  /** Came with a data set. */
  @JsonProperty("import")
  IMPORT
}
