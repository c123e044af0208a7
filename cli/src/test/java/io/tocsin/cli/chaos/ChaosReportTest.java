package io.tocsin.cli.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.outcome.Outcomes;
import io.tocsin.cli.output.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChaosReportTest {
  private static final ChaosTerms TERMS = new ChaosTerms(1, 100, 2, 0, 0, 1, 4);
  private static final Outcomes RIGHT = new Outcomes(100, 97, 2, 1, 0, 0, 0, 0, 0, 0);
  private static final KnownTweets.Expected WRITTEN = new KnownTweets.Expected(2, 1, 0);

  @Test
  void isContentWhenAllIsAsItMustBe() {
    ChaosReport report = report(RIGHT, WRITTEN, 0, 4, paused(1));

    assertEquals(List.of(), report.violations());
    assertTrue(report.text().contains("exactly one outcome"), report::text);
    assertTrue(Json.indented(report).contains("\"violations\" : [ ]"));
  }

  @Test
  void namesEveryFault() {
    Outcomes wrong = new Outcomes(100, 90, 2, 1, 7, 1, 2, 3, 4, 5);

    assertEquals(
        List.of(
            "lost: expected 0, found 7",
            "doubled: expected 0, found 1",
            "strays: expected 0, found 2",
            "mistagged: expected 0, found 3",
            "misordered: expected 0, found 4",
            "contradicting: expected 0, found 5"),
        report(wrong, WRITTEN, 0, 4, paused(1)).violations());
  }

  @Test
  void isNotContentWithAnythingElseThanWasWritten() {
    Outcomes outcomes = new Outcomes(99, 95, 3, 1, 0, 0, 0, 0, 0, 0);

    assertEquals(
        List.of(
            "records: expected 100, found 99",
            "dead-lettered: expected 2, found 3",
            "records other than acknowledged: expected 0, found 1",
            "adapters with another digest: expected 0, found 2"),
        report(outcomes, new KnownTweets.Expected(2, 1, 1), 2, 4, paused(1)).violations());
  }

  @Test
  void demandsThatEveryFaultHappenedAndEveryZombieWasFenced() {
    assertEquals(
        List.of("pauses that led to a fencing: expected 1, found 0"),
        report(RIGHT, WRITTEN, 0, 4, paused(0)).violations());
    assertEquals(
        List.of(
            "swaps: expected 4, found 3",
            "disruptions: expected 1, found 0",
            "pauses that led to a fencing: expected 1, found 0"),
        report(RIGHT, WRITTEN, 0, 3, List.of()).violations());
  }

  private static List<Disruptions.Disruption> paused(long fenced) {
    return List.of(new Disruptions.Disruption(50, "pause of replica 1", 9.5, fenced, ""));
  }

  private static ChaosReport report(
      Outcomes outcomes,
      KnownTweets.Expected expected,
      long digests,
      int swaps,
      List<Disruptions.Disruption> disruptions) {
    Found found = new Found(outcomes, expected, digests, 18);
    return new ChaosReport(TERMS, found, swaps, 0, 10, disruptions);
  }
}
