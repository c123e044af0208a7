package io.tocsin.messaging.rollout;

import java.util.Optional;

/** What became of a rollout that was read. */
public sealed interface RolloutOutcome {
  /** It is in force now. */
  record InForce(RolloutInForce rollout) implements RolloutOutcome {}

  /**
   * It was decided in ignorance of the one in force, and is ignored.
   *
   * @param inForce the one it should name as replaced; none before the first
   * @param replaces the one it names
   */
  record Stale(Optional<Long> inForce, Optional<Long> replaces) implements RolloutOutcome {
    /** Returns why, in words. */
    public String reason() {
      return "stale: it replaces %s, but in force is %s".formatted(named(replaces), named(inForce));
    }

    private static String named(Optional<Long> offset) {
      return offset.map(number -> "rollout " + number).orElse("none");
    }
  }

  /** It concerns another base. */
  record OtherBase(String baseFingerprint) implements RolloutOutcome {}
}
