package io.tocsin.monitor.policy;

import io.tocsin.monitor.quality.PairCounts;
import io.tocsin.monitor.retrain.RetrainPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the monitor would do next, and why not yet.
 *
 * @param at when it looked
 * @param challengers one for each base with one
 * @param retrain when a new adapter is asked for
 */
public record PolicyReport(Instant at, List<Challenged> challengers, Retraining retrain) {
  /**
   * A challenger.
   *
   * @param mode whether the monitor does what it would
   * @param baseFingerprint of the base
   * @param rollout in force
   * @param active the version that answers
   * @param challenger the version beside it
   * @param as {@code shadow} or {@code canary}
   * @param pairs audited tweets that both tagged
   * @param pValue McNemar's exact one
   * @param evidence for a difference, against none
   * @param next {@code wait}, {@code start-canary}, {@code promote} or {@code withdraw}
   * @param why with figures
   */
  public record Challenged(
      Mode mode,
      String baseFingerprint,
      long rollout,
      String active,
      String challenger,
      String as,
      PairCounts pairs,
      double pValue,
      double evidence,
      String next,
      String why) {}

  /**
   * Retrains.
   *
   * @param mode whether the monitor does what it would
   * @param next the request that is due
   * @param why it, or why none yet
   * @param newLabels so many came since the last request
   * @param causes all that it may be asked for, with figures
   */
  public record Retraining(
      Mode mode,
      Optional<String> next,
      String why,
      long newLabels,
      List<RetrainPlan.CauseFigures> causes) {}
}
