package io.tocsin.inference.batch;

import java.time.Duration;

/**
 * How many texts a batch may have, so that it takes no longer than is wanted: a new lineup waits
 * for the batch under way, and so does every text that comes meanwhile. A GPU computes large
 * batches in that time, a CPU small ones; which, the batches themselves tell.
 */
public final class BatchLimit {
  /** Nothing is known yet, and the first batches are the slowest. */
  private static final int FIRST = 16;

  /** So much does a full batch change the estimate, a smaller one accordingly less. */
  private static final double WEIGHT = 0.5;

  private final int maxTexts;
  private final double wantedNanos;
  private double nanosPerText;

  /**
   * Begins without an estimate.
   *
   * @param maxTexts of a batch, from 1
   * @param wanted how long a batch should take at most
   */
  public BatchLimit(int maxTexts, Duration wanted) {
    this.maxTexts = maxTexts;
    this.wantedNanos = wanted.toNanos();
  }

  /** Returns how many texts the next batch may have, from 1. */
  public int texts() {
    double fitting = nanosPerText == 0 ? FIRST : wantedNanos / nanosPerText;
    return (int) Math.clamp(fitting, 1, maxTexts);
  }

  /**
   * Takes note of a batch: small ones say little, for what each batch costs weighs more there.
   *
   * @param texts that the model saw, from 1
   */
  void took(int texts, Duration duration) {
    double found = (double) duration.toNanos() / texts;
    double weight = nanosPerText == 0 ? 1 : WEIGHT * Math.min(1, (double) texts / texts());
    nanosPerText += weight * (found - nanosPerText);
  }
}
