package io.tocsin.messaging.rollout;

import java.util.Optional;

/**
 * What is to change in who answers. A version has one role at a time: given another, it leaves the
 * one it had. Roles that are not named stay as they are.
 */
public sealed interface RolloutChange {
  /** A version answers. */
  record Activate(String version) implements RolloutChange {}

  /**
   * A version answers a share of the tweets, in the place of a canary that was there.
   *
   * @param share in (0, 1)
   */
  record StartCanary(String version, double share) implements RolloutChange {}

  /** A version classifies beside the answers, in the place of a shadow that was there. */
  record StartShadow(String version) implements RolloutChange {}

  /**
   * A challenger goes.
   *
   * @param which all of them unless stated
   */
  record Withdraw(Optional<Challenger> which) implements RolloutChange {}

  /**
   * A challenger answers from now on.
   *
   * @param which the only one unless stated
   */
  record Promote(Optional<Challenger> which) implements RolloutChange {}

  /**
   * The version answers that was active before the one that is, as the newest earlier rollout with
   * another one has it; a second time, it is the first one again. A canary goes, so that every
   * answer is the known version's.
   */
  record RollBack() implements RolloutChange {}
}
