package io.tocsin.contracts.rollout;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;

/**
 * An adapter that answers a part of the tweets in place of the active one.
 *
 * @param version not blank
 * @param share of the tweets, in (0, 1)
 */
@Contract
public record Canary(String version, @Required double share) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Canary {
    Require.filled("version", version);
    Require.that(share > 0 && share < 1, "share", "more than 0 and less than 1", share);
  }
}
