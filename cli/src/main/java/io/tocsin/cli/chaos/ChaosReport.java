package io.tocsin.cli.chaos;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.cli.outcome.Outcomes;
import io.tocsin.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of everything in a run with faults.
 *
 * @param swaps that were put in force
 * @param endedByThemselves processes that ended without having been killed
 * @param seconds from the first tweet to the last outcome
 */
record ChaosReport(
    ChaosTerms terms,
    Found found,
    int swaps,
    int endedByThemselves,
    double seconds,
    List<Disruptions.Disruption> disruptions) {

  /** Returns what is not as it must be; empty if all is well. */
  @JsonProperty
  List<String> violations() {
    Outcomes outcomes = found.outcomes();
    KnownTweets.Expected expected = found.expected();
    int planned = terms.kills() + terms.brokerStops() + terms.pauses();
    List<String> violations = new ArrayList<>();
    outcomes.faults().forEach((name, count) -> require(violations, name, 0, count));
    require(violations, "records", terms.tweets(), outcomes.tweets());
    require(violations, "dead-lettered", expected.unreadable(), outcomes.deadLettered());
    require(violations, "deleted", expected.deletions(), outcomes.deleted());
    require(violations, "records other than acknowledged", 0, expected.differences());
    require(violations, "adapters with another digest", 0, found.digestsDiffering());
    require(violations, "swaps", terms.swaps(), swaps);
    require(violations, "disruptions", planned, disruptions.size());
    require(violations, "pauses that led to a fencing", terms.pauses(), pausesFenced());
    return List.copyOf(violations);
  }

  /** Returns how many outcomes there were a second. */
  @JsonProperty
  double outcomesPerSecond() {
    return found.outcomes().tweets() / seconds;
  }

  String text() {
    List<String> violations = violations();
    String verdict =
        violations.isEmpty()
            ? "Each record has exactly one outcome, and the right one"
            : "VIOLATED: " + String.join("; ", violations);
    return "%s\n\n%s (seed %d).".formatted(table(), verdict, terms.seed());
  }

  private Table table() {
    Table table = Table.of("", "");
    row(table, "records written to tweets", found.outcomes().tweets());
    row(table, "  answered", found.outcomes().answered());
    row(table, "  dead-lettered", found.outcomes().deadLettered());
    row(table, "  deleted", found.outcomes().deleted());
    found.outcomes().faults().forEach((name, count) -> row(table, name, count));
    row(table, "records other than acknowledged", found.expected().differences());
    row(table, "adapters with another digest", found.digestsDiffering());
    row(table, "replicas", terms.replicas());
    row(table, "kill -9 of replicas", terms.kills());
    row(table, "hard stops of the broker", terms.brokerStops());
    row(table, "pauses past session and transaction", terms.pauses());
    row(table, "  transactions of zombies fenced", fenced());
    row(table, "swaps of adapters", swaps);
    row(table, "tags taken back with their transactions", found.abortedTags());
    row(table, "processes that ended by themselves", endedByThemselves);
    row(table, "seconds", Math.round(seconds));
    row(table, "outcomes a second", Math.round(outcomesPerSecond()));
    return table;
  }

  private long fenced() {
    return disruptions.stream().mapToLong(Disruptions.Disruption::fenced).sum();
  }

  private long pausesFenced() {
    return disruptions.stream().filter(disruption -> disruption.fenced() > 0).count();
  }

  private static void require(List<String> violations, String name, long expected, long found) {
    if (found != expected) {
      violations.add(
          String.format(Locale.ROOT, "%s: expected %,d, found %,d", name, expected, found));
    }
  }

  private static void row(Table table, String name, long count) {
    table.row(name, String.format(Locale.ROOT, "%,d", count));
  }
}
