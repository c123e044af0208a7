package io.tocsin.messaging.rollout;

import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.contracts.rollout.Rollout;
import java.util.Optional;

/** How a new adapter comes to answer that did better than the one in force on the gate rows. */
public enum Takeover {
  /** It stands beside the active one as its shadow until the monitor or a person promotes it. */
  SHADOW,
  /** It answers at once. */
  SWITCH;

  /**
   * Returns what is to change.
   *
   * @param inForce who answers now; an untrained head has nothing to defend, and goes at once
   */
  public RolloutChange of(String version, Optional<Rollout> inForce) {
    boolean isTrained =
        inForce.map(Rollout::active).filter(active -> !isUntrained(active)).isPresent();
    return this == SHADOW && isTrained
        ? new RolloutChange.StartShadow(version)
        : new RolloutChange.Activate(version);
  }

  private static boolean isUntrained(String version) {
    return version.equals(UntrainedHead.VERSION);
  }
}
