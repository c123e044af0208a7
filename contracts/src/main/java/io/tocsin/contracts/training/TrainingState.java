package io.tocsin.contracts.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.adapter.Verdict;

/** Where a training is. {@code Published} and {@code Failed} are its two ends. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TrainingState.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = TrainingState.Running.class, name = "running"),
  @JsonSubTypes.Type(value = TrainingState.Evaluating.class, name = "evaluating"),
  @JsonSubTypes.Type(value = TrainingState.Published.class, name = "published"),
  @JsonSubTypes.Type(value = TrainingState.Failed.class, name = "failed"),
})
public sealed interface TrainingState {
  /** A trainer has taken the request and gathers its labels. */
  @Contract
  record Accepted() implements TrainingState {}

  /**
   * A step was made.
   *
   * @param epoch the current one, from 1
   * @param epochs of the whole training
   * @param step the last one made, from 1
   * @param steps of the whole training
   * @param loss of the step's rows, before the update
   * @param tokensPerSecond without padding
   */
  @Contract
  record Running(
      @Required int epoch,
      @Required int epochs,
      @Required long step,
      @Required long steps,
      @Required double loss,
      @Required double tokensPerSecond)
      implements TrainingState {
    public Running {
      Require.atLeast("epoch", 1, epoch);
      Require.atLeast("epochs", epoch, epochs);
      Require.atLeast("step", 1, step);
      Require.atLeast("steps", step, steps);
      Require.finite("loss", loss);
      Require.notNegative("tokensPerSecond", tokensPerSecond);
    }
  }

  /**
   * The new adapter and the one in force are compared.
   *
   * @param rows on so many that neither was taught or chosen on
   */
  @Contract
  record Evaluating(@Required long rows) implements TrainingState {
    public Evaluating {
      Require.atLeast("rows", 0, rows);
    }
  }

  /**
   * The adapter is in topic {@code adapters}.
   *
   * @param adapterVersion its version, not blank
   * @param verdict whether it answers from now on
   */
  @Contract
  record Published(String adapterVersion, Verdict verdict) implements TrainingState {
    public Published {
      Require.filled("adapterVersion", adapterVersion);
      Require.present("verdict", verdict);
    }
  }

  /**
   * There will be no adapter.
   *
   * @param reason for the person who asked, not blank; cut off at {@link #MAX_REASON_CHARACTERS},
   *     so that it fits into a record whatever a request holds
   */
  @Contract
  record Failed(String reason) implements TrainingState {
    public static final int MAX_REASON_CHARACTERS = 4000;

    public Failed {
      reason = Require.reason("reason", reason, MAX_REASON_CHARACTERS);
    }
  }
}
