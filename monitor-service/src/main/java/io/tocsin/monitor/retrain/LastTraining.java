package io.tocsin.monitor.retrain;

import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Hyperparameters;
import java.time.Instant;

/**
 * The training that was asked for last.
 *
 * @param requestId the request
 * @param labels how far the labels were written that it learns from
 * @param hyperparameters how
 * @param seed with which
 * @param asked when it was asked for
 * @param ended when it was over; when it was asked for, if that is not known
 */
public record LastTraining(
    String requestId,
    EndOffsets labels,
    Hyperparameters hyperparameters,
    long seed,
    Instant asked,
    Instant ended) {}
