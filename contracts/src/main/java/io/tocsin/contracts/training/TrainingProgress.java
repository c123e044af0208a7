package io.tocsin.contracts.training;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import java.time.Instant;

/**
 * How far a requested training has come.
 *
 * @param requestId not blank
 * @param trainer who trains, not blank: after a failure another one may take over
 * @param at when it was so
 * @param state how far
 */
@Contract
public record TrainingProgress(
    String requestId, String trainer, @IsoTime Instant at, TrainingState state) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public TrainingProgress {
    Require.filled("requestId", requestId);
    Require.filled("trainer", trainer);
    Require.present("at", at);
    Require.present("state", state);
  }
}
