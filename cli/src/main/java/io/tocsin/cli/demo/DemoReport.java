package io.tocsin.cli.demo;

import io.tocsin.cli.evaluate.Figures;
import io.tocsin.cli.evaluate.FiguresTable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the demo saw of the running system.
 *
 * @param rows labelled tweets in all
 * @param judged rows that taught neither version, on which the figures are
 * @param version that answers now
 * @param verdict why it does
 * @param before figures of version 0's tags
 * @param after figures of the new version's tags on the same texts
 * @param training from the request to the published adapter
 * @param tweetsPerSecond from the first tweet's record to the last committed tag
 * @param swap from the rollout's record to the first batch under it
 * @param shown tweets with their new tags
 */
record DemoReport(
    int rows,
    int judged,
    String version,
    String verdict,
    Figures before,
    Figures after,
    Duration training,
    double tweetsPerSecond,
    Duration swap,
    Showcase shown) {

  String text() {
    return FiguresTable.of(List.of("version 0", "new version"), List.of(before, after))
        + String.format(
            Locale.ROOT,
            """


            Tags of %,d tweets that taught neither version; %s answers now.
            Trained in %.1f s on the other labels, hot-loaded in %,d ms; %,.0f tweets tagged a second, each exactly once.

            %s""",
            judged,
            version,
            training.toMillis() / 1e3,
            swap.toMillis(),
            tweetsPerSecond,
            shown.text());
  }
}
