package io.tocsin.trainer.gate;

import io.tocsin.contracts.adapter.Comparison;
import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.contracts.adapter.Verdict;
import java.util.Map;
import java.util.Optional;

/**
 * What came out at the gate.
 *
 * @param verdict whether the challenger did better
 * @param comparison of both; absent where they could not be compared
 * @param histograms of the challenger's answers, by figure; none without gate rows
 */
public record Judgement(
    Verdict verdict, Optional<Comparison> comparison, Map<String, Histogram> histograms) {
  public Judgement {
    histograms = Map.copyOf(histograms);
  }
}
