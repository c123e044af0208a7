package io.tocsin.contracts.quality;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;

/**
 * How well a version does on labelled rows.
 *
 * @param rows from 1
 * @param accuracy in [0, 1]
 * @param f1 in [0, 1]
 * @param precision in [0, 1]
 * @param recall in [0, 1]
 * @param ece expected calibration error (Guo et al. 2017, equation 3), in [0, 1]
 * @param loss mean cross-entropy in nats
 */
@Contract
public record Metrics(
    @Required long rows,
    @Required double accuracy,
    @Required double f1,
    @Required double precision,
    @Required double recall,
    @Required double ece,
    @Required double loss) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Metrics {
    Require.atLeast("rows", 1, rows);
    Require.share("accuracy", accuracy);
    Require.share("f1", f1);
    Require.share("precision", precision);
    Require.share("recall", recall);
    Require.share("ece", ece);
    Require.notNegative("loss", loss);
  }
}
