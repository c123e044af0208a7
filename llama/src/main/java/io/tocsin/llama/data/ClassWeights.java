package io.tocsin.llama.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How much a row of each category counts in the loss.
 *
 * @param values one for each category, above 0, finite. Shape: [categories]
 */
public record ClassWeights(List<Double> values) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a weight is not above 0 and finite
   */
  public ClassWeights {
    values = List.copyOf(values);
    if (values.isEmpty() || !values.stream().allMatch(w -> w > 0 && Double.isFinite(w))) {
      throw new IllegalArgumentException(
          "expected class weights above 0 and finite, found " + values);
    }
  }

  public static ClassWeights of(double... weights) {
    return new ClassWeights(Arrays.stream(weights).boxed().toList());
  }

  /** Weighs every category by 1. */
  public static ClassWeights equal(int categories) {
    return new ClassWeights(Collections.nCopies(categories, 1.0));
  }

  /**
   * Weighs category c by n / (k · n_c), for n rows, k categories and n_c rows of c: what
   * scikit-learn calls {@code class_weight="balanced"} (King and Zeng, Logistic Regression in Rare
   * Events Data, 2001).
   *
   * @param counts rows of each category. Shape: [categories]
   * @throws IllegalArgumentException if a category has no rows
   */
  public static ClassWeights balanced(int... counts) {
    if (Arrays.stream(counts).anyMatch(count -> count <= 0)) {
      throw new IllegalArgumentException(
          "balanced weights need rows of every category, found counts %s: add rows or give weights"
              .formatted(Arrays.toString(counts)));
    }
    double rows = Arrays.stream(counts).asLongStream().sum();
    return of(
        Arrays.stream(counts).mapToDouble(n -> rows / ((double) counts.length * n)).toArray());
  }

  /** Returns the weights as the model takes them. Shape: [categories]. */
  public float[] toFloats() {
    float[] floats = new float[values.size()];
    for (int category = 0; category < floats.length; category++) {
      floats[category] = values.get(category).floatValue();
    }
    return floats;
  }
}
