package io.tocsin.llama.model;

/**
 * A loss and its gradient.
 *
 * @param loss weighted cross-entropy of the batch
 * @param theta the loss's gradient by each number of theta [theta]
 */
// Made for the caller alone.
@SuppressWarnings("ArrayRecordComponent")
public record Gradient(float loss, float[] theta) {}
