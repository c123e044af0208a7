package io.tocsin.monitor.labelling;

import io.tocsin.contracts.Require;
import java.time.Duration;

/**
 * Which tweets are to be labelled.
 *
 * @param auditShare of the tweets that are handed out, so many are drawn at random, in [0, 1]
 * @param auditRate of all tweets, so many are set apart to be drawn from, in (0, 1)
 * @param recency older tweets are not handed out, above 0
 * @param pool so many of each kind wait in each partition, from 1
 * @param again a tweet that was handed out and not labelled may be so again after this, above 0
 */
public record LabellingRules(
    double auditShare, double auditRate, Duration recency, int pool, Duration again) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong, as it is set
   */
  public LabellingRules {
    Require.share("tocsin.labelling.audit-share", auditShare);
    Require.that(
        auditRate > 0 && auditRate < 1,
        "tocsin.labelling.audit-rate",
        "more than 0 and less than 1",
        auditRate);
    Require.that(recency.isPositive(), "tocsin.labelling.recency", "more than none", recency);
    Require.atLeast("tocsin.labelling.pool", 1, pool);
    Require.that(again.isPositive(), "tocsin.labelling.again", "more than none", again);
  }
}
