package io.tocsin.llama.train;

/**
 * One optimiser step.
 *
 * @param step counted from one over the whole run
 * @param steps of the whole run
 * @param epoch counted from one
 * @param loss weighted cross-entropy of the step's rows, before the update
 * @param learningRate of the update
 * @param gradientNorm before clipping
 * @param tokensPerSecond real tokens, without padding
 */
public record StepProgress(
    long step,
    long steps,
    int epoch,
    double loss,
    double learningRate,
    double gradientNorm,
    double tokensPerSecond) {}
