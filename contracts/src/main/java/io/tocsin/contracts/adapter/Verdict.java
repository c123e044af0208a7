package io.tocsin.contracts.adapter;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;

/** Whether a new adapter did better than the one in force. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verdict.Promoted.class, name = "promoted"),
  @JsonSubTypes.Type(value = Verdict.KeptBack.class, name = "kept-back"),
})
public sealed interface Verdict {
  /** Returns why, in words. */
  String reason();

  /**
   * It did: a rollout naming it was written with it, which has it answer, or stand beside the
   * active one as its shadow.
   *
   * @param reason not blank
   */
  @Contract
  record Promoted(String reason) implements Verdict {
    public Promoted {
      Require.filled("reason", reason);
    }
  }

  /**
   * It did not: no rollout names it, unless an operator decides otherwise.
   *
   * @param reason not blank
   */
  @Contract
  record KeptBack(String reason) implements Verdict {
    public KeptBack {
      Require.filled("reason", reason);
    }
  }
}
