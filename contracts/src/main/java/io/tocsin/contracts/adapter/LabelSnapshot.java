package io.tocsin.contracts.adapter;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.retrain.EndOffsets;

/**
 * The labels an adapter was made from. They lie beside it, since the topic forgets those that were
 * replaced.
 *
 * @param endOffsets of topic {@code labels}, as the request froze them
 * @param sha256 of the stored file
 * @param rows labels that were left after the last one of each tweet won
 */
@Contract
public record LabelSnapshot(EndOffsets endOffsets, String sha256, @Required long rows) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public LabelSnapshot {
    Require.present("endOffsets", endOffsets);
    Require.sha256("sha256", sha256);
    Require.atLeast("rows", 0, rows);
  }
}
