package io.tocsin.cli.pipeline;

import io.tocsin.cli.output.Table;
import java.util.List;
import java.util.Locale;

/**
 * The whole system against its model alone, measured in turn.
 *
 * @param device where both compute
 * @param threads that compute in each
 * @param tweets of each measurement
 * @param bare tweets a second, a round each
 * @param pipeline tweets a second while all of them wait, tags committed exactly once
 * @param ratio of the medians
 * @param halfLoad tweets a second at which latency was measured
 * @param latencySeconds from a tweet's record to a reader of its committed tag
 */
record PipelineReport(
    String device,
    String dtype,
    int threads,
    int tweets,
    List<Double> bare,
    List<Double> pipeline,
    double ratio,
    double halfLoad,
    Quantiles latencySeconds) {

  static double median(List<Double> rates) {
    return Quantiles.of(rates.stream().mapToDouble(Double::doubleValue).toArray()).median();
  }

  String text() {
    Table table = Table.of("tweets/s", "model alone", "exactly-once pipeline", "ratio");
    for (int round = 0; round < bare.size(); round++) {
      row(table, "round " + (round + 1), bare.get(round), pipeline.get(round));
    }
    row(table, "median", median(bare), median(pipeline));
    return table
        + String.format(
            Locale.ROOT,
            """


            %,d tweets a measurement, %s %s, %d threads.
            Latency at half load, %,.0f tweets/s, from record to committed tag: \
            p50 %.0f ms, p99 %.0f ms, max %.0f ms.""",
            tweets,
            device,
            dtype,
            threads,
            halfLoad,
            1e3 * latencySeconds.median(),
            1e3 * latencySeconds.p99(),
            1e3 * latencySeconds.max());
  }

  private static void row(Table table, String name, double bare, double pipeline) {
    table.row(
        name, rate(bare), rate(pipeline), String.format(Locale.ROOT, "%.3f", pipeline / bare));
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%,.0f", perSecond);
  }
}
