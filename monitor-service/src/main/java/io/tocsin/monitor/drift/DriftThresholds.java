package io.tocsin.monitor.drift;

import io.tocsin.contracts.Require;

/**
 * From where on an index means something. 0.1 and 0.25 are the usual ones (Siddiqi, Credit Risk
 * Scorecards, 2006; Lewis, An Introduction to Credit Scoring, 1994).
 *
 * @param watch from this on something has changed, above 0
 * @param drifted from this on much has, above {@code watch}
 * @param minRows of fewer classifications nothing is told, from 1
 */
public record DriftThresholds(double watch, double drifted, int minRows) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong, as it is set
   */
  public DriftThresholds {
    Require.positive("tocsin.drift.watch", watch);
    Require.that(
        Double.isFinite(drifted) && drifted > watch,
        "tocsin.drift.drifted",
        "more than tocsin.drift.watch, " + watch,
        drifted);
    Require.atLeast("tocsin.drift.min-rows", 1, minRows);
  }

  /** Returns what an index means that chance alone rarely exceeds a bound with. */
  DriftLevel level(double index, double byChance) {
    if (index < watch || index <= byChance) {
      return DriftLevel.STABLE;
    }
    return index < drifted ? DriftLevel.WATCH : DriftLevel.DRIFTED;
  }
}
