package io.tocsin.cli.soak;

import io.tocsin.cli.outcome.Outcomes;
import io.tocsin.cli.output.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a system stayed as it was.
 *
 * @param minutes of full load
 * @param outcomes of all tweets
 * @param flat whether nothing grew by more than it may, and every tweet has one outcome
 * @param trends of what must stay flat, over the later three quarters
 */
record SoakReport(double minutes, Outcomes outcomes, boolean flat, List<Trend> trends) {
  private static final double SECONDS_A_MINUTE = 60;

  /** Judges what was measured, in the order of time. */
  static SoakReport of(Outcomes outcomes, List<Measurement> measured) {
    Map<List<Object>, List<Measurement>> series = new LinkedHashMap<>();
    measured.stream()
        .filter(point -> point.figure().isJudged())
        .forEach(
            point ->
                series
                    .computeIfAbsent(
                        List.of(point.figure(), point.process()), _ -> new ArrayList<>())
                    .add(point));
    List<Trend> trends =
        series.values().stream()
            .map(Trend::of)
            .sorted(Comparator.comparing(Trend::figure))
            .toList();
    boolean flat = outcomes.isExact() && trends.stream().allMatch(Trend::isFlat);
    return new SoakReport(measured.getLast().seconds() / SECONDS_A_MINUTE, outcomes, flat, trends);
  }

  String text() {
    Table table =
        Table.of("of the later three quarters", "process", "mean", "growth", "may be", "");
    for (Trend trend : trends) {
      String unit = trend.figure().unit().suffix();
      table.row(
          trend.figure().title(),
          trend.process(),
          number("%,.1f", trend.mean()) + unit,
          number("%+,.1f", trend.growth()) + unit,
          number("%,.1f", trend.bound()) + unit,
          trend.isFlat() ? "flat" : "GROWS");
    }
    return table
        + "\n\n"
        + String.format(
            Locale.ROOT,
            "%.0f minutes, %,d tweets: %s. %s",
            minutes,
            outcomes.tweets(),
            outcomes.text(),
            flat ? "Nothing grew." : "NOT as it must be.");
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
