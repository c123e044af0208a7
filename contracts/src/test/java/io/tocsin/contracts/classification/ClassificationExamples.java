package io.tocsin.contracts.classification;

import io.tocsin.contracts.adapter.AdapterExamples;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Classifications to test with. */
public final class ClassificationExamples {
  public static final Classification FIRE =
      classification("disaster", 0.9375, Map.of("not", -1.25, "disaster", 1.458));

  private ClassificationExamples() {}

  static Classification classification(
      String category, double probability, Map<String, Double> logits) {
    return new Classification(
        "1357924680",
        category,
        probability,
        logits,
        Role.CANARY,
        AdapterExamples.VERSION,
        AdapterExamples.BASE,
        Optional.of(8L),
        3,
        90210,
        13,
        44,
        Optional.of("forest fire"),
        Instant.parse("2026-03-01T10:31:00.100Z"),
        Instant.parse("2026-03-01T10:31:00.180Z"));
  }
}
