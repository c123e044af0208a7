package io.tocsin.llama.model;

/**
 * Rows of a batch whose loss is to be differentiated.
 *
 * @param batch the rows' tokens
 * @param labels the rows' categories [rows]
 * @param classWeights the weight of each category [categories]
 * @param totalWeight the sum of the class weights over the labels of the whole optimiser step, of
 *     which these rows may be a part
 * @param labelSmoothing share of the target spread evenly over all categories
 * @param dropout LoRA dropout's probability; 0 to evaluate
 * @param seed of dropout
 * @param recompute whether to keep only each layer's input and run layers again for their gradient
 * @param adapter the adapter to differentiate by
 */
// The arrays are handed to the device once and never escape.
@SuppressWarnings("ArrayRecordComponent")
public record GradientRequest(
    TokenBatch batch,
    long[] labels,
    float[] classWeights,
    double totalWeight,
    double labelSmoothing,
    double dropout,
    long seed,
    boolean recompute,
    DeviceAdapter adapter) {

  /** Returns what {@code llama.py} calls options. */
  double[] options() {
    return new double[] {adapter.layout().lora().scaling(), dropout, labelSmoothing, totalWeight};
  }
}
