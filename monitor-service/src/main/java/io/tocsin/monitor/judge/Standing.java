package io.tocsin.monitor.judge;

import io.tocsin.monitor.quality.Latency;
import io.tocsin.monitor.quality.PairCounts;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a trial.
 *
 * @param pairs audited tweets that the challenger tagged, as a shadow, beside the active version
 * @param active how long tweets wait for the active version
 * @param canary how long for the canary
 * @param now when it is so
 */
public record Standing(
    PairCounts pairs, Optional<Latency> active, Optional<Latency> canary, Instant now) {}
