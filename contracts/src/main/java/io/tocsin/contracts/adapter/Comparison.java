package io.tocsin.contracts.adapter;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.quality.Metrics;

/**
 * A new adapter against the one in force, on the gate rows, which neither was taught or chosen on.
 *
 * @param against the version in force, not blank
 * @param before how that one does
 * @param after how the new one does, on the same rows
 */
@Contract
public record Comparison(String against, Metrics before, Metrics after) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Comparison {
    Require.filled("against", against);
    Require.present("before", before);
    Require.present("after", after);
    Require.that(
        before.rows() == after.rows(), "after.rows", "as before: " + before.rows(), after.rows());
  }
}
