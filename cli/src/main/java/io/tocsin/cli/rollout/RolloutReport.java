package io.tocsin.cli.rollout;

import io.tocsin.contracts.Contract;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.util.ArrayList;
import java.util.List;

/**
 * A change and what became of it.
 *
 * @param inForce the rollout that was written
 * @param replicas what it came to on each that is known; none if nobody waited
 */
@Contract
record RolloutReport(RolloutInForce inForce, List<ReplicaAnswer> replicas) {
  RolloutReport {
    replicas = List.copyOf(replicas);
  }

  /** Returns whether a replica serves it, and none that can be reached does not. */
  boolean isServed() {
    return replicas.stream().anyMatch(found -> found.state() == ReplicaAnswer.State.SERVED)
        && replicas.stream().noneMatch(RolloutReport::isAmiss);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "rollout %d is in force: %s"
            .formatted(inForce.offset(), RolloutText.roles(inForce.rollout())));
    replicas.forEach(replica -> lines.add(replica.text()));
    if (replicas.stream().anyMatch(RolloutReport::isAmiss)) {
      lines.add(
          "What a replica served before, it serves on. To undo this: tocsin rollout rollback");
    }
    return String.join("\n", lines);
  }

  private static boolean isAmiss(ReplicaAnswer found) {
    return switch (found.state()) {
      case REFUSED, LATE -> true;
      case SERVED, REPLACED, UNREACHABLE -> false;
    };
  }
}
