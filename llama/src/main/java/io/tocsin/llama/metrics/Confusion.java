package io.tocsin.llama.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The confusion matrix. Where a quotient would be 0/0 it is 0, as with scikit-learn's {@code
 * zero_division=0}.
 *
 * @param counts rows by true category, then by predicted category. Shape: [categories, categories]
 */
public record Confusion(List<List<Integer>> counts) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the matrix is not square, is smaller than 2 × 2 or holds a
   *     negative count
   */
  public Confusion {
    counts = counts.stream().map(List::copyOf).toList();
    int size = counts.size();
    boolean square = counts.stream().allMatch(row -> row.size() == size);
    if (size < 2 || !square || counts.stream().flatMap(List::stream).anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException(
          "expected a square matrix of counts for two categories or more, found " + counts);
    }
  }

  /**
   * Counts predictions.
   *
   * @param labels the true categories, as indices. Shape: [rows]
   * @param predictions the predicted categories, as indices. Shape: [rows]
   * @throws IllegalArgumentException if the lengths differ or an index is no category
   */
  public static Confusion of(int categories, int[] labels, int[] predictions) {
    if (labels.length != predictions.length) {
      throw new IllegalArgumentException(
          "%d labels, but %d predictions".formatted(labels.length, predictions.length));
    }
    List<List<Integer>> counts = new ArrayList<>();
    for (int category = 0; category < categories; category++) {
      counts.add(new ArrayList<>(Collections.nCopies(categories, 0)));
    }
    for (int row = 0; row < labels.length; row++) {
      List<Integer> predicted = counts.get(requireCategory(categories, row, labels[row]));
      int prediction = requireCategory(categories, row, predictions[row]);
      predicted.set(prediction, predicted.get(prediction) + 1);
    }
    return new Confusion(counts);
  }

  /** Returns the number of categories. */
  public int categories() {
    return counts.size();
  }

  /** Returns the number of rows. */
  public int n() {
    return counts.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }

  /** Returns the share of rows whose category was predicted. */
  public double accuracy() {
    return quotient(IntStream.range(0, categories()).map(this::hits).sum(), n());
  }

  /** Returns the share of the rows predicted to be of the category that are. */
  public double precision(int category) {
    return quotient(hits(category), predicted(category));
  }

  /** Returns the share of the category's rows that were predicted to be of it. */
  public double recall(int category) {
    return quotient(hits(category), actual(category));
  }

  /** Returns the harmonic mean of precision and recall: 2 · hits / (actual + predicted). */
  public double f1(int category) {
    return quotient(2.0 * hits(category), (double) actual(category) + predicted(category));
  }

  private int hits(int category) {
    return counts.get(category).get(category);
  }

  private int actual(int category) {
    return counts.get(category).stream().mapToInt(Integer::intValue).sum();
  }

  private int predicted(int category) {
    return counts.stream().mapToInt(row -> row.get(category)).sum();
  }

  private static double quotient(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  private static int requireCategory(int categories, int row, int index) {
    if (index < 0 || index >= categories) {
      throw new IllegalArgumentException(
          "row %d: expected a category from 0 to %d, found %d"
              .formatted(row, categories - 1, index));
    }
    return index;
  }
}
