package io.tocsin.monitor.quality;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a confusion matrix. Of two categories the second is the positive one; of more,
 * precision, recall and F1 are unweighted means over all. A quotient that would be 0/0 is 0. All as
 * the model's own figures have it, so that live and held-out ones can be compared.
 *
 * @param counts tweets by what they are, then by what was said
 * @param categories in the order of the head's rows
 */
record Confusion(Map<String, Map<String, Long>> counts, List<String> categories) {
  double accuracy() {
    double hits = categories.stream().mapToDouble(category -> count(category, category)).sum();
    double rows =
        counts.values().stream()
            .flatMap(said -> said.values().stream())
            .mapToDouble(Long::doubleValue)
            .sum();
    return quotient(hits, rows);
  }

  double precision() {
    return average(category -> quotient(count(category, category), said(category)));
  }

  double recall() {
    return average(category -> quotient(count(category, category), are(category)));
  }

  double f1() {
    return average(
        category -> quotient(2.0 * count(category, category), are(category) + said(category)));
  }

  private double average(ToDoubleFunction<String> figure) {
    return categories.size() == 2
        ? figure.applyAsDouble(categories.getLast())
        : categories.stream().mapToDouble(figure).average().orElse(0);
  }

  private double count(String category, String answer) {
    return counts.getOrDefault(category, Map.of()).getOrDefault(answer, 0L);
  }

  private double are(String category) {
    return counts.getOrDefault(category, Map.of()).values().stream()
        .mapToDouble(Long::doubleValue)
        .sum();
  }

  private double said(String category) {
    return counts.values().stream().mapToDouble(said -> said.getOrDefault(category, 0L)).sum();
  }

  private static double quotient(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
