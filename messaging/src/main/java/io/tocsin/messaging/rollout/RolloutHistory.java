package io.tocsin.messaging.rollout;

import io.tocsin.contracts.rollout.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rollouts that were in force on one base, in their order. Whoever reads the topic from its
 * beginning comes to the same history. Not for several threads.
 */
public final class RolloutHistory {
  private final String baseFingerprint;
  private final List<RolloutInForce> history = new ArrayList<>();

  public RolloutHistory(String baseFingerprint) {
    this.baseFingerprint = baseFingerprint;
  }

  /** Takes the next record of the topic. */
  public RolloutOutcome add(long offset, Rollout rollout) {
    if (!rollout.baseFingerprint().equals(baseFingerprint)) {
      return new RolloutOutcome.OtherBase(rollout.baseFingerprint());
    }
    Optional<Long> before = inForce().map(RolloutInForce::offset);
    if (!rollout.replacesOffset().equals(before)) {
      return new RolloutOutcome.Stale(before, rollout.replacesOffset());
    }
    history.add(new RolloutInForce(offset, rollout));
    return new RolloutOutcome.InForce(history.getLast());
  }

  /** Returns the rollout in force; none before the first. */
  public Optional<RolloutInForce> inForce() {
    return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
  }

  /** Returns all that were ever in force, the newest first. */
  public List<RolloutInForce> newestFirst() {
    return List.copyOf(history.reversed());
  }

  /** Returns from where to where each was in force, the newest first. */
  public List<RolloutPeriod> periods() {
    List<RolloutPeriod> periods = new ArrayList<>();
    Optional<Long> next = Optional.empty();
    for (RolloutInForce rollout : history.reversed()) {
      periods.add(new RolloutPeriod(rollout.offset(), next, rollout.rollout()));
      next = Optional.of(rollout.offset());
    }
    return periods;
  }
}
