package io.tocsin.monitor.tweet;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a version said of a tweet, as much of it as is needed later.
 *
 * @param category the likeliest
 * @param probabilities by category, in the order of the head's rows
 * @param at when it was said
 */
@Contract
public record Answer(
    String version,
    Role role,
    String category,
    Map<String, Double> probabilities,
    @IsoTime Instant at) {
  public Answer {
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
  }

  static Answer of(Classification tag) {
    return new Answer(
        tag.adapterVersion(),
        tag.role(),
        tag.category(),
        Softmax.of(tag.logits()),
        tag.classifiedAt());
  }

  /** Returns the category's probability. */
  public double confidence() {
    return probabilities.get(category);
  }

  /** Returns by how much the likeliest category's probability exceeds the next one's. */
  public double margin() {
    List<Double> falling =
        probabilities.values().stream().sorted(Comparator.reverseOrder()).toList();
    return falling.size() < 2 ? 1 : falling.get(0) - falling.get(1);
  }

  /**
   * Returns how far two answers are apart: half the sum of the differences of their probabilities
   * (the total variation distance), 0 to 1.
   */
  public double distance(Answer other) {
    return probabilities.entrySet().stream()
            .mapToDouble(
                one ->
                    Math.abs(one.getValue() - other.probabilities.getOrDefault(one.getKey(), 0.0)))
            .sum()
        / 2;
  }

  boolean isOf(String otherVersion, Role otherRole) {
    return version.equals(otherVersion) && role == otherRole;
  }
}
