package io.tocsin.cli.labelling;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tocsin.cli.output.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many labels were needed.
 *
 * @param pool tweets there were to label
 * @param judged rows that judged, never labelled
 * @param target the accuracy that is wanted
 * @param reached by order: what is known of the labels to the target
 * @param points every training
 */
record ActiveLearningReport(
    int pool, int judged, double target, List<Reached> reached, List<LearningPoint> points) {

  /**
   * The labels at the first training whose adapter had the accuracy.
   *
   * @param runs of this order, one for each seed
   * @param missed runs that never had it; the spread is of the others
   * @param labelsOfMean the labels from which the mean of all runs had it, which a lucky run moves
   *     less
   */
  record Reached(
      Order order, int runs, int missed, Optional<Spread> labels, Optional<Integer> labelsOfMean) {
    private String meanText() {
      return labelsOfMean.map("%,d"::formatted).orElse("not reached");
    }

    private String text() {
      String found = labels.map(Spread::count).orElse("not reached");
      return missed == 0 || labels.isEmpty() ? found : found + " (missed by %d)".formatted(missed);
    }
  }

  static ActiveLearningReport of(int pool, int judged, double target, List<LearningPoint> points) {
    List<Reached> reached =
        orders(points).stream().map(order -> reached(order, target, points)).toList();
    return new ActiveLearningReport(pool, judged, target, reached, List.copyOf(points));
  }

  private static Reached reached(Order order, double target, List<LearningPoint> points) {
    List<Long> seeds = of(order, points).map(LearningPoint::seed).distinct().toList();
    double[] first =
        seeds.stream()
            .flatMap(
                seed ->
                    of(order, points)
                        .filter(point -> point.seed() == seed && point.accuracy() >= target)
                        .findFirst()
                        .stream())
            .mapToDouble(LearningPoint::labels)
            .toArray();
    return new Reached(
        order,
        seeds.size(),
        seeds.size() - first.length,
        first.length == 0 ? Optional.empty() : Optional.of(Spread.of(first)),
        counts(of(order, points))
            .filter(at -> Spread.of(accuracies(order, at, points)).mean() >= target)
            .boxed()
            .findFirst());
  }

  private static IntStream counts(Stream<LearningPoint> points) {
    return points.mapToInt(LearningPoint::labels).distinct().sorted();
  }

  private static double[] accuracies(Order order, int labels, List<LearningPoint> points) {
    return of(order, points)
        .filter(point -> point.labels() == labels)
        .mapToDouble(LearningPoint::accuracy)
        .toArray();
  }

  private static Stream<LearningPoint> of(Order order, List<LearningPoint> points) {
    return points.stream().filter(point -> point.order() == order);
  }

  private static List<Order> orders(List<LearningPoint> points) {
    return Arrays.stream(Order.values())
        .filter(order -> of(order, points).findAny().isPresent())
        .toList();
  }

  /** Returns the same for people. */
  @JsonIgnore
  String text() {
    List<String> head = new ArrayList<>(List.of("labels"));
    reached.forEach(one -> head.add(one.order().words()));
    Table table = Table.of(head.toArray(String[]::new));
    counts(points.stream()).forEach(at -> row(table, at));
    String to = String.format(Locale.ROOT, "to %.1f %%", 100 * target);
    row(table, to, Reached::text);
    row(table, "the mean " + to, Reached::meanText);
    return table.toString();
  }

  private void row(Table table, int labels) {
    row(
        table,
        "%,d".formatted(labels),
        one -> Spread.of(accuracies(one.order(), labels, points)).percent());
  }

  private void row(Table table, String name, Function<Reached, String> text) {
    table.row(Stream.concat(Stream.of(name), reached.stream().map(text)).toArray(String[]::new));
  }
}
