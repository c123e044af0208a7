package io.tocsin.llama.train;

import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.model.AdamW;
import io.tocsin.llama.text.TextPreparation;

/**
 * What decides a fine-tuning run, together with base, data and seed.
 *
 * @param lora the adaptation's form
 * @param adamW the optimiser's constants
 * @param epochs passes over the training rows
 * @param learningRate the highest
 * @param warmup the share of all steps in which the learning rate rises from zero; then it falls
 *     linearly to zero
 * @param batchSize rows of one forward pass
 * @param accumulation batches of one optimiser step; losses are averaged over all their rows
 * @param averageShare what training yields is the exponential moving average of the weights, from
 *     the untrained ones on, that looks back on this share of all steps; 0 for the last weights
 * @param labelSmoothing share of the target spread evenly over all categories
 * @param classWeights the weight of each category in the loss
 * @param preparation what happens to texts before they are tokenised
 * @param maxTokens texts are cut off after so many tokens
 * @param recompute whether layers run again in the backward pass to save memory
 * @param seed of the first weights, the order of the rows and dropout
 */
public record Hyperparameters(
    LoraConfig lora,
    AdamW adamW,
    int epochs,
    double learningRate,
    double warmup,
    int batchSize,
    int accumulation,
    double averageShare,
    double labelSmoothing,
    ClassWeights classWeights,
    TextPreparation preparation,
    int maxTokens,
    boolean recompute,
    long seed) {
  public Hyperparameters {
    require(epochs >= 0, "epochs >= 0", epochs);
    require(learningRate > 0, "learning rate > 0", learningRate);
    require(warmup >= 0 && warmup <= 1, "warmup in [0, 1]", warmup);
    require(batchSize > 0, "batch size > 0", batchSize);
    require(accumulation > 0, "accumulation > 0", accumulation);
    require(averageShare >= 0 && averageShare <= 1, "average share in [0, 1]", averageShare);
    require(labelSmoothing >= 0 && labelSmoothing < 1, "label smoothing in [0, 1)", labelSmoothing);
    require(maxTokens > 0, "max tokens > 0", maxTokens);
  }

  /** Returns how many optimiser steps a run over so many rows takes. */
  long steps(int rows) {
    long batches = Math.ceilDiv(rows, batchSize);
    return Math.ceilDiv(batches, accumulation) * epochs;
  }

  /**
   * Returns the decay of the moving average in a run of so many steps: 1 − 1 / (share · steps), so
   * that short and long runs forget their untrained weights alike.
   */
  double averageDecay(long steps) {
    return Math.max(0, 1 - 1 / Math.max(1, averageShare * steps));
  }

  private static void require(boolean holds, String expected, Number found) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected + ", found " + found);
    }
  }
}
