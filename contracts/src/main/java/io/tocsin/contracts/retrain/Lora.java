package io.tocsin.contracts.retrain;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import java.util.HashSet;
import java.util.List;

/**
 * The form of a low-rank adaptation (Hu et al. 2021).
 *
 * @param r the rank, from 1
 * @param alpha the numerator of the scaling, above 0
 * @param dropout the share of inputs that training drops
 * @param rslora whether the scaling divides by √r instead of r (Kalajdzievski 2023)
 * @param targets the adapted projections, each once, named as in the checkpoint, such as {@code
 *     q_proj}
 */
@Contract
public record Lora(
    @Required int r,
    @Required double alpha,
    @Required double dropout,
    @Required boolean rslora,
    List<String> targets) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Lora {
    Require.atLeast("r", 1, r);
    Require.positive("alpha", alpha);
    Require.shareBelowOne("dropout", dropout);
    targets = Require.elements("targets", targets);
    Require.that(!targets.isEmpty(), "targets", "some", "none");
    targets.forEach(target -> Require.filled("targets", target));
    boolean distinct = new HashSet<>(targets).size() == targets.size();
    Require.that(distinct, "targets", "each once", "one twice");
  }
}
