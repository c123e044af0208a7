package io.tocsin.cli.pipeline;

import io.tocsin.cli.outcome.Outcomes;
import java.util.Locale;

/**
 * Rollbacks under load.
 *
 * @param rollbacks that took effect
 * @param replicas that share the stream
 * @param outcomes of all tweets that were sent
 * @param servedSeconds from the command to every replica serving it
 * @param lastOldSeconds from the command to the last committed tag of the rollout before
 */
record RollbacksReport(
    int rollbacks,
    int replicas,
    Outcomes outcomes,
    Quantiles servedSeconds,
    Quantiles lastOldSeconds) {

  String text() {
    return String.format(
        Locale.ROOT,
        """
        %,d rollbacks while %d replicas tagged %,d tweets: %s.
        From the command to every replica serving it: p50 %.0f ms, p99 %.0f ms, max %.0f ms.
        To the last committed tag of the rollout before: p50 %.0f ms, p99 %.0f ms, max %.0f ms.""",
        rollbacks,
        replicas,
        outcomes.tweets(),
        outcomes.text(),
        1e3 * servedSeconds.median(),
        1e3 * servedSeconds.p99(),
        1e3 * servedSeconds.max(),
        1e3 * lastOldSeconds.median(),
        1e3 * lastOldSeconds.p99(),
        1e3 * lastOldSeconds.max());
  }
}
