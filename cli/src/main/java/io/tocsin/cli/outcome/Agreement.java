package io.tocsin.cli.outcome;

import io.tocsin.contracts.classification.Classification;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether a version says the same of a text every time: an answer by other weights than those that
 * it names would differ.
 */
final class Agreement {
  /** Batches of other shapes add up in another order, in bfloat16 too; adapters differ by more. */
  private static final double TOLERANCE = 2e-2;

  private final Map<Question, Map<String, Double>> logits = new HashMap<>();
  private long broken;

  private record Question(String base, String version, Source.Words words) {}

  void add(Source.Words words, Classification tag) {
    Question question = new Question(tag.baseFingerprint(), tag.adapterVersion(), words);
    Map<String, Double> before = logits.putIfAbsent(question, tag.logits());
    broken += before == null || isClose(before, tag.logits()) ? 0 : 1;
  }

  long broken() {
    return broken;
  }

  private static boolean isClose(Map<String, Double> some, Map<String, Double> others) {
    return some.keySet().equals(others.keySet())
        && some.entrySet().stream()
            .allMatch(
                logit ->
                    Math.abs(logit.getValue() - others.get(logit.getKey()))
                        <= TOLERANCE * Math.max(1, Math.abs(logit.getValue())));
  }
}
