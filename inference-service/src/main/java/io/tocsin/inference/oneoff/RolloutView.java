package io.tocsin.inference.oneoff;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.inference.rollout.Lineup;
import io.tocsin.inference.rollout.RolloutState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where rollouts stand on this replica.
 *
 * @param baseFingerprint of the base that is loaded
 * @param inForce the newest rollout that counts; absent before the first
 * @param served who answers; absent until the first is loaded
 * @param pending versions that the rollout in force waits for
 * @param refused versions that must not serve, with the reasons
 * @param trouble why the adapter store cannot be read just now
 */
@Contract
public record RolloutView(
    String baseFingerprint,
    Optional<InForce> inForce,
    Optional<Served> served,
    List<String> pending,
    Map<String, String> refused,
    Optional<String> trouble) {
  /** A rollout by its offset. */
  @Contract
  public record InForce(long offset, Rollout rollout) {}

  /**
   * Who answers.
   *
   * @param rolloutOffset absent for version 0 before the first rollout
   * @param versions by role
   */
  @Contract
  public record Served(Optional<Long> rolloutOffset, Map<String, String> versions) {}

  static RolloutView of(RolloutState state) {
    return new RolloutView(
        state.baseFingerprint(),
        state.inForce().map(rollout -> new InForce(rollout.offset(), rollout.rollout())),
        state.lineup().map(RolloutView::served),
        state.pending(),
        state.refused(),
        state.trouble());
  }

  private static Served served(Lineup lineup) {
    return new Served(lineup.rolloutOffset(), lineup.versions());
  }
}
