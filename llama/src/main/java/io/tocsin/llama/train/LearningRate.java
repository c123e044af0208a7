package io.tocsin.llama.train;

/**
 * Linear warm-up and linear decay to zero.
 *
 * <p>Source: {@code get_linear_schedule_with_warmup} of Transformers; warm-up steps are rounded up.
 *
 * @param highest reached at the end of the warm-up
 * @param warmupSteps steps of the warm-up
 * @param steps all steps
 */
record LearningRate(double highest, long warmupSteps, long steps) {
  static LearningRate of(Hyperparameters hyperparameters, long steps) {
    long warmup = (long) Math.ceil(hyperparameters.warmup() * steps);
    return new LearningRate(hyperparameters.learningRate(), warmup, steps);
  }

  /** Returns the rate of a step, counted from zero. */
  double at(long step) {
    if (step < warmupSteps) {
      return highest * step / warmupSteps;
    }
    return highest * Math.max(0, steps - step) / Math.max(1, steps - warmupSteps);
  }
}
