package io.tocsin.cli.retag;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tocsin.cli.output.Printable;
import io.tocsin.cli.output.Table;
import java.util.List;
import java.util.Locale;

/**
 * What a retagging did and found.
 *
 * @param into the topic of the new tags
 */
record RetagReport(
    String version,
    String baseFingerprint,
    String into,
    List<TweetRange.Part> range,
    Retag.Counts tweets,
    Comparison comparison) {
  /** Returns it for people. */
  @JsonIgnore
  String text() {
    return String.join("\n", head(), compared(), onLabels(), largest()).strip();
  }

  private String head() {
    return format(
        "%,d tweets tagged by version %s into topic %s, %,d were before; %,d failed,"
            + " %,d no tweets, %,d deletions; %.1f s",
        tweets.now(),
        version,
        into,
        tweets.before(),
        tweets.failed(),
        tweets.unreadable(),
        tweets.deletions(),
        tweets.seconds());
  }

  private String compared() {
    StringBuilder text =
        new StringBuilder(
            format(
                "%,d have a recorded answer (by %s): the same category for %,d",
                comparison.compared(), comparison.answeredBy(), comparison.same()));
    comparison.flips().forEach((flip, count) -> text.append(format("%n%,8d  %s", count, flip)));
    comparison
        .reproduction()
        .ifPresent(
            again ->
                text.append(
                    format(
                        "%n%,d answers of version %s made again: %,d with the same category, logits"
                            + " within %.1e",
                        again.answers(),
                        version,
                        again.categories(),
                        again.largestLogitDifference())));
    return text.toString();
  }

  private String onLabels() {
    return comparison
        .labels()
        .map(
            found ->
                format(
                    "%,d of them have a label: %,d answers were right, %,d new tags are; only the"
                        + " answer %,d, only the new tag %,d (McNemar p = %.3g)",
                    found.labelled(),
                    found.recordedRight(),
                    found.retaggedRight(),
                    found.onlyRecordedRight(),
                    found.onlyRetaggedRight(),
                    found.pValue()))
        .orElse("No label to judge by.");
  }

  private String largest() {
    if (comparison.largest().isEmpty()) {
      return "";
    }
    Table table = Table.of("largest changes", "stands at", "answer", "then", "now");
    for (Comparison.Change change : comparison.largest()) {
      table.row(
          Printable.line(change.tweetId()),
          change.place().toString(),
          Printable.line(change.recorded()),
          format("%.3f", change.before()),
          format("%.3f", change.after()));
    }
    return "\n" + table;
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
