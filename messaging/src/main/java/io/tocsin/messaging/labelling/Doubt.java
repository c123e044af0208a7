package io.tocsin.messaging.labelling;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In what order tweets are worth a label. The disputed ones come first, on which the active version
 * and its shadow name different categories: those the most on which they are the farthest apart
 * (query by committee, Seung, Opper and Sompolinsky 1992). Then come all others, the least certain
 * first, by the margin between the two likeliest categories (Scheffer, Decomain and Wrobel 2001).
 */
public final class Doubt {
  private Doubt() {}

  /**
   * Returns a tweet's place in that order, from −1 to 1: the lowest is worth the most.
   *
   * @param answer the active version's probabilities by category
   * @param shadow the shadow's, if there is one
   */
  public static double of(Map<String, Double> answer, Optional<Map<String, Double>> shadow) {
    return shadow
        .filter(other -> !likeliest(other).equals(likeliest(answer)))
        .map(other -> -distance(answer, other))
        .orElseGet(() -> margin(answer));
  }

  private static String likeliest(Map<String, Double> probabilities) {
    return probabilities.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .orElseThrow(() -> new IllegalArgumentException("expected probabilities, found none"))
        .getKey();
  }

  /** By how much the likeliest category's probability exceeds the next one's. */
  private static double margin(Map<String, Double> probabilities) {
    List<Double> falling =
        probabilities.values().stream().sorted(Comparator.reverseOrder()).toList();
    return falling.size() < 2 ? 1 : falling.get(0) - falling.get(1);
  }

  /** The total variation distance: half the sum of the differences, 0 to 1. */
  private static double distance(Map<String, Double> one, Map<String, Double> other) {
    return one.entrySet().stream()
            .mapToDouble(
                entry -> Math.abs(entry.getValue() - other.getOrDefault(entry.getKey(), 0.0)))
            .sum()
        / 2;
  }
}
