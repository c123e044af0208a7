package io.tocsin.monitor.quality;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.quality.Metrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Outcomes, added up in whole numbers: what is added and taken away again leaves nothing behind.
 *
 * @param confusion tweets by what they are, then by what was said; none counted, none named
 * @param hits right answers by bin of the confidence, for the calibration error
 * @param confidences the sum of the confidences of each bin, in billionths
 * @param loss the sum, in billionths of a nat
 */
@Contract
record Outcomes(
    Map<String, Map<String, Long>> confusion,
    List<Long> hits,
    List<Long> confidences,
    @Required long loss) {
  /** As the model's own figures have it: (lo, hi], of equal width. */
  private static final int BINS = 15;

  private static final double UNIT = 1e-9;
  private static final List<Long> ZEROS = Collections.nCopies(BINS, 0L);

  static final Outcomes NONE = new Outcomes(Map.of(), ZEROS, ZEROS, 0);

  Outcomes {
    hits = List.copyOf(hits);
    confidences = List.copyOf(confidences);
  }

  Outcomes plus(Outcome outcome) {
    return plus(single(outcome, 1));
  }

  Outcomes minus(Outcome outcome) {
    return plus(single(outcome, -1));
  }

  Outcomes plus(Outcomes others) {
    if (others.equals(NONE)) {
      return this; // As with every tag: it was audited by nobody yet.
    }
    Map<String, Map<String, Long>> sum = new TreeMap<>();
    for (Map<String, Map<String, Long>> counts : List.of(confusion, others.confusion)) {
      counts.forEach(
          (category, said) ->
              said.forEach(
                  (answer, count) ->
                      sum.computeIfAbsent(category, _ -> new TreeMap<>())
                          .merge(answer, count, Long::sum)));
    }
    sum.values().forEach(said -> said.values().removeIf(count -> count == 0));
    sum.values().removeIf(Map::isEmpty);
    return new Outcomes(
        sum, sum(hits, others.hits), sum(confidences, others.confidences), loss + others.loss);
  }

  long rows() {
    return confusion.values().stream()
        .flatMap(said -> said.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /**
   * Returns the figures.
   *
   * @param categories in the order of the head's rows
   */
  Optional<Metrics> metrics(List<String> categories) {
    long rows = rows();
    if (rows == 0) {
      return Optional.empty();
    }
    Confusion counts = new Confusion(confusion, categories);
    return Optional.of(
        new Metrics(
            rows,
            counts.accuracy(),
            counts.f1(),
            counts.precision(),
            counts.recall(),
            calibrationError(rows),
            loss * UNIT / rows));
  }

  /** Σ over bins of |hits − confidences| / rows (Guo et al. 2017, equation 3). */
  private double calibrationError(long rows) {
    return IntStream.range(0, BINS)
            .mapToDouble(bin -> Math.abs(hits.get(bin) - confidences.get(bin) * UNIT))
            .sum()
        / rows;
  }

  private static Outcomes single(Outcome outcome, long sign) {
    double confidence = outcome.answer().confidence();
    int bin = Math.max(0, (int) Math.ceil(confidence * BINS) - 1);
    return new Outcomes(
        Map.of(outcome.category(), Map.of(outcome.answer().category(), sign)),
        at(bin, outcome.isHit() ? sign : 0),
        at(bin, sign * Math.round(confidence / UNIT)),
        sign * Math.round(outcome.loss() / UNIT));
  }

  private static List<Long> at(int bin, long value) {
    List<Long> values = new ArrayList<>(ZEROS);
    values.set(bin, value);
    return values;
  }

  private static List<Long> sum(List<Long> some, List<Long> others) {
    return IntStream.range(0, BINS).mapToObj(bin -> some.get(bin) + others.get(bin)).toList();
  }
}
