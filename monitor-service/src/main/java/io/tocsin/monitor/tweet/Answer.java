package io.tocsin.monitor.tweet;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
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

  boolean isOf(String otherVersion, Role otherRole) {
    return version.equals(otherVersion) && role == otherRole;
  }
}
