package io.tocsin.llama.classify;

import java.util.List;

/**
 * A text's category.
 *
 * @param category the likeliest
 * @param probability the category's, in [0, 1]
 * @param probabilities of all categories, in their order
 * @param logits of all categories, in their order
 * @param tokens the text's length, special tokens counted
 */
public record Classification(
    String category,
    double probability,
    List<Double> probabilities,
    List<Double> logits,
    int tokens) {
  public Classification {
    probabilities = List.copyOf(probabilities);
    logits = List.copyOf(logits);
  }
}
