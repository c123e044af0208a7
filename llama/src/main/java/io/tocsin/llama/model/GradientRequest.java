package io.tocsin.llama.model;

import io.tocsin.llama.adapter.LoraConfig;

/**
 * Rows of a batch whose loss is to be differentiated.
 *
 * @param batch the rows' tokens
 * @param labels the rows' categories [rows]
 * @param classWeights the weight of each category [categories]
 * @param totalWeight the sum of the class weights over the labels of the whole optimiser step, of
 *     which these rows may be a part
 * @param labelSmoothing share of the target spread evenly over all categories
 * @param dropout of the rows
 * @param recompute whether to keep only each layer's input and run layers again for their gradient
 */
// The arrays are handed to the device once and never escape.
@SuppressWarnings("ArrayRecordComponent")
public record GradientRequest(
    TokenBatch batch,
    long[] labels,
    float[] classWeights,
    double totalWeight,
    double labelSmoothing,
    Dropout dropout,
    boolean recompute) {

  /** Returns what {@code llama.py} calls options. */
  double[] options(LoraConfig lora) {
    return new double[] {lora.scaling(), dropout.probability(), labelSmoothing, totalWeight};
  }
}
