package io.tocsin.cli.bench;

import java.util.Arrays;

/**
 * How long the steps took, in seconds. Spread is between the quartiles: other processes on the
 * machine now and then delay a step, and must not decide the figure.
 */
record StepTimes(
    int steps, double median, double firstQuartile, double thirdQuartile, double min, double max) {

  /** Measures a task. */
  static StepTimes of(Runnable task, int steps) {
    double[] seconds = new double[steps];
    for (int step = 0; step < steps; step++) {
      long start = System.nanoTime();
      task.run();
      seconds[step] = (System.nanoTime() - start) / 1e9;
    }
    return of(seconds);
  }

  static StepTimes of(double... seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return new StepTimes(
        sorted.length,
        quantile(sorted, 0.5),
        quantile(sorted, 0.25),
        quantile(sorted, 0.75),
        sorted[0],
        sorted[sorted.length - 1]);
  }

  /** Interpolates linearly between the two nearest. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
