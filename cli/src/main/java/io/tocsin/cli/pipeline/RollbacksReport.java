package io.tocsin.cli.pipeline;

import java.util.Locale;

/**
 * Rollbacks under load.
 *
 * @param rollbacks that took effect
 * @param replicas that share the stream
 * @param tweets that were sent meanwhile
 * @param lost tweets without an answer
 * @param doubled answers beyond a tweet's first
 * @param mistagged answers that name no rollout that was in force, or another version than its own
 * @param servedSeconds from the command to every replica serving it
 * @param lastOldSeconds from the command to the last committed tag of the rollout before
 */
record RollbacksReport(
    int rollbacks,
    int replicas,
    int tweets,
    long lost,
    long doubled,
    long mistagged,
    Quantiles servedSeconds,
    Quantiles lastOldSeconds) {

  boolean isExact() {
    return lost == 0 && doubled == 0 && mistagged == 0;
  }

  String text() {
    return String.format(
        Locale.ROOT,
        """
        %,d rollbacks while %d replicas tagged %,d tweets: %d lost, %d doubled, %d mistagged.
        From the command to every replica serving it: p50 %.0f ms, p99 %.0f ms, max %.0f ms.
        To the last committed tag of the rollout before: p50 %.0f ms, p99 %.0f ms, max %.0f ms.""",
        rollbacks,
        replicas,
        tweets,
        lost,
        doubled,
        mistagged,
        1e3 * servedSeconds.median(),
        1e3 * servedSeconds.p99(),
        1e3 * servedSeconds.max(),
        1e3 * lastOldSeconds.median(),
        1e3 * lastOldSeconds.p99(),
        1e3 * lastOldSeconds.max());
  }
}
