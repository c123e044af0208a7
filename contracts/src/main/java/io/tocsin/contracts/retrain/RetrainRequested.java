package io.tocsin.contracts.retrain;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import java.time.Instant;

/**
 * A new adapter is wanted.
 *
 * @param requestId not blank, at most {@link #MAX_ID_CHARACTERS}: whatever becomes of the request
 *     is told under it
 * @param reason why
 * @param hyperparameters how it is to be trained
 * @param seed of the first weights, the order of the rows and dropout
 * @param labelEndOffsets of topic {@code labels}, frozen when the request was accepted: the labels
 *     before these teach and judge, later ones do not
 * @param acceptedAt when
 */
@Contract
public record RetrainRequested(
    String requestId,
    RetrainReason reason,
    Hyperparameters hyperparameters,
    @Required long seed,
    EndOffsets labelEndOffsets,
    @IsoTime Instant acceptedAt) {
  public static final int MAX_ID_CHARACTERS = 1000;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public RetrainRequested {
    Require.filled("requestId", requestId);
    Require.that(
        requestId.length() <= MAX_ID_CHARACTERS,
        "requestId",
        "at most " + MAX_ID_CHARACTERS + " characters",
        requestId.length());
    Require.present("reason", reason);
    Require.present("hyperparameters", hyperparameters);
    Require.present("labelEndOffsets", labelEndOffsets);
    Require.present("acceptedAt", acceptedAt);
  }
}
