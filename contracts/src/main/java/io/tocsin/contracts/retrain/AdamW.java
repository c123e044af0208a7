package io.tocsin.contracts.retrain;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;

/**
 * The constants of the optimiser (Loshchilov and Hutter 2019).
 *
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param eps added to the denominator, above 0
 * @param weightDecay decoupled decay per unit of learning rate, from 0
 * @param maxGradientNorm the global norm to which gradients are clipped, above 0
 */
@Contract
public record AdamW(
    @Required double beta1,
    @Required double beta2,
    @Required double eps,
    @Required double weightDecay,
    @Required double maxGradientNorm) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public AdamW {
    Require.shareBelowOne("beta1", beta1);
    Require.shareBelowOne("beta2", beta2);
    Require.positive("eps", eps);
    Require.notNegative("weightDecay", weightDecay);
    Require.positive("maxGradientNorm", maxGradientNorm);
  }
}
