package io.tocsin.llama.train;

import io.tocsin.llama.metrics.Metrics;
import java.util.Optional;

/**
 * The state after an epoch.
 *
 * @param epoch counted from one
 * @param loss the mean of the epoch's steps
 * @param select metrics on the rows that select the best epoch, if there are any
 */
public record EpochProgress(int epoch, double loss, Optional<Metrics> select) {}
