package io.tocsin.llama.model;

/**
 * All that an optimiser step changes, on the heap.
 *
 * @param theta the trainable numbers [theta]
 * @param average the moving average of theta over the steps [theta]
 * @param expAvg AdamW's first moment [theta]
 * @param expAvgSq AdamW's second moment [theta]
 * @param steps taken so far
 */
// A snapshot for checkpoints: made by copying, never written to.
@SuppressWarnings("ArrayRecordComponent")
public record TrainingState(
    float[] theta, float[] average, float[] expAvg, float[] expAvgSq, long steps) {
  public TrainingState {
    if (theta.length != average.length
        || theta.length != expAvg.length
        || theta.length != expAvgSq.length) {
      throw new IllegalArgumentException(
          "an average of %d and moments of %d and %d numbers for a theta of %d"
              .formatted(average.length, expAvg.length, expAvgSq.length, theta.length));
    }
  }

  /** Begins training from the given theta. */
  public static TrainingState begin(float[] theta) {
    return new TrainingState(
        theta.clone(), theta.clone(), new float[theta.length], new float[theta.length], 0);
  }
}
