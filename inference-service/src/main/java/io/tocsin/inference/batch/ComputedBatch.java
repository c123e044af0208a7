package io.tocsin.inference.batch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the model made of a batch, under one lineup.
 *
 * @param epoch when its tweets were read: see {@link Epoch}
 * @param rolloutOffset the lineup's
 * @param outcomes in the order in which the tweets were read
 * @param at when the model had answered
 */
public record ComputedBatch(
    long epoch, Optional<Long> rolloutOffset, List<Outcome> outcomes, Instant at) {}
