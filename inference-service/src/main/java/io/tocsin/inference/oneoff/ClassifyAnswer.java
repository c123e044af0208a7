package io.tocsin.inference.oneoff;

import io.tocsin.contracts.Contract;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the active adapter says.
 *
 * @param adapterVersion who says so
 * @param rolloutOffset the rollout in force; absent before the first
 * @param baseFingerprint the base's
 * @param classifications of the texts, in their order
 */
@Contract
public record ClassifyAnswer(
    String adapterVersion,
    Optional<Long> rolloutOffset,
    String baseFingerprint,
    List<Classified> classifications) {
  /**
   * One text's.
   *
   * @param category the likeliest
   * @param probability the category's, in [0, 1]
   * @param logits by category
   * @param tokens the text's length, special tokens counted
   */
  @Contract
  public record Classified(
      String category, double probability, Map<String, Double> logits, int tokens) {}
}
