package io.tocsin.llama.metrics;

import io.tocsin.llama.data.ClassWeights;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How well a classifier does on labelled rows. Precision, recall and F1 are those of category 1,
 * the positive one, when there are two categories, and the unweighted mean over all categories
 * otherwise (macro average). A quotient that would be 0/0 is 0, as with scikit-learn's {@code
 * zero_division=0}; every figure is finite.
 *
 * @param n rows, at least 1
 * @param accuracy share of rows whose category was predicted, 0 to 1
 * @param f1 0 to 1; with more than two categories the mean of their F1s, as in scikit-learn
 * @param precision 0 to 1
 * @param recall 0 to 1
 * @param ece expected calibration error over 15 bins, 0 to 1 (Guo et al. 2017, equation 3)
 * @param loss mean cross-entropy in nats, weighted by category as PyTorch does it: Σ w_y · −ln p_y
 *     / Σ w_y; a probability below the smallest normal float counts as that
 * @param confusion the counts behind the figures
 */
public record Metrics(
    int n,
    double accuracy,
    double f1,
    double precision,
    double recall,
    double ece,
    double loss,
    Confusion confusion) {

  public Metrics {
    boolean finite =
        DoubleStream.of(accuracy, f1, precision, recall, ece, loss).allMatch(Double::isFinite);
    if (n < 1 || n != confusion.n() || !finite) {
      throw new IllegalArgumentException(
          "expected finite figures of %d rows, at least one".formatted(confusion.n()));
    }
  }

  /**
   * Measures with every category weighing the same in the loss.
   *
   * @see #of(int[], float[][], ClassWeights)
   */
  public static Metrics of(int[] labels, float[][] probabilities) {
    int categories = new Probabilities(probabilities).categories();
    return of(labels, probabilities, ClassWeights.equal(categories));
  }

  /**
   * Measures predictions. The predicted category is the most probable one, the first of equals.
   *
   * @param labels true categories, as indices. Shape: [rows]
   * @param probabilities of each category. Shape: [rows, categories]
   * @param weights of the categories in the loss. Shape: [categories]
   * @throws IllegalArgumentException if there are no rows, the shapes do not fit, a label is no
   *     category, or a row of probabilities is not a distribution (NaN included)
   */
  public static Metrics of(int[] labels, float[][] probabilities, ClassWeights weights) {
    Probabilities checked = new Probabilities(probabilities);
    if (weights.values().size() != checked.categories()) {
      throw new IllegalArgumentException(
          "%d categories, but %d weights".formatted(checked.categories(), weights.values().size()));
    }
    int[] predictions = checked.predictions();
    Confusion confusion = Confusion.of(checked.categories(), labels, predictions);
    return new Metrics(
        labels.length,
        confusion.accuracy(),
        average(confusion, confusion::f1),
        average(confusion, confusion::precision),
        average(confusion, confusion::recall),
        calibrationError(labels, predictions, checked),
        loss(labels, checked, weights),
        confusion);
  }

  private static double average(Confusion confusion, IntToDoubleFunction figure) {
    return confusion.categories() == 2
        ? figure.applyAsDouble(1)
        : IntStream.range(0, confusion.categories()).mapToDouble(figure).average().orElseThrow();
  }

  private static double calibrationError(
      int[] labels, int[] predictions, Probabilities probabilities) {
    CalibrationError error = new CalibrationError();
    for (int row = 0; row < labels.length; row++) {
      double confidence = probabilities.of(row, predictions[row]);
      error.add(confidence, predictions[row] == labels[row]);
    }
    return error.value();
  }

  private static double loss(int[] labels, Probabilities probabilities, ClassWeights weights) {
    double sum = 0;
    double weightSum = 0;
    for (int row = 0; row < labels.length; row++) {
      double weight = weights.values().get(labels[row]);
      sum -= weight * Math.log(Math.max(probabilities.of(row, labels[row]), Float.MIN_NORMAL));
      weightSum += weight;
    }
    return sum / weightSum;
  }
}
