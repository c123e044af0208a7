package io.tocsin.llama.model;

/**
 * What one optimiser step saw.
 *
 * @param loss weighted cross-entropy of the batch, before the update
 * @param gradientNorm the gradient's global norm, before clipping
 */
public record StepResult(float loss, float gradientNorm) {}
