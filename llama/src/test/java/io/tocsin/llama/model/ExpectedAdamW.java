package io.tocsin.llama.model;

/** AdamW as Loshchilov and Hutter 2019 write it, algorithm 2, in double precision. */
final class ExpectedAdamW {
  final double[] theta;
  private final double[] expAvg;
  private final double[] expAvgSq;
  private final AdamW constants;
  private int step;

  ExpectedAdamW(AdamW constants, float[] theta) {
    this.constants = constants;
    this.theta = new double[theta.length];
    this.expAvg = new double[theta.length];
    this.expAvgSq = new double[theta.length];
    for (int i = 0; i < theta.length; i++) {
      this.theta[i] = theta[i];
    }
  }

  /** Takes a step and returns the gradient's norm before clipping. */
  double step(float[] gradient, double learningRate) {
    step++;
    double squares = 0;
    for (float number : gradient) {
      squares += (double) number * number;
    }
    double norm = Math.sqrt(squares);
    double factor = Math.min(1, constants.maxGradientNorm() / (norm + 1e-6));
    for (int i = 0; i < theta.length; i++) {
      update(i, factor * gradient[i], learningRate);
    }
    return norm;
  }

  private void update(int i, double gradient, double learningRate) {
    expAvg[i] = constants.beta1() * expAvg[i] + (1 - constants.beta1()) * gradient;
    expAvgSq[i] = constants.beta2() * expAvgSq[i] + (1 - constants.beta2()) * gradient * gradient;
    double mean = expAvg[i] / (1 - Math.pow(constants.beta1(), step));
    double square = expAvgSq[i] / (1 - Math.pow(constants.beta2(), step));
    theta[i] -= learningRate * constants.weightDecay() * theta[i];
    theta[i] -= learningRate * mean / (Math.sqrt(square) + constants.eps());
  }
}
