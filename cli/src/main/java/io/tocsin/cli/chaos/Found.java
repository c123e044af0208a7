package io.tocsin.cli.chaos;

import io.tocsin.cli.outcome.Outcomes;

/**
 * What a cluster and a store hold after a run.
 *
 * @param outcomes of all records
 * @param expected what must have become of what was written
 * @param digestsDiffering adapters whose files are no longer those that were published
 * @param abortedTags tags that were written and that no reader of committed records sees
 */
record Found(
    Outcomes outcomes, KnownTweets.Expected expected, long digestsDiffering, long abortedTags) {}
