package io.tocsin.monitor.quality;

import static io.tocsin.monitor.Examples.NOON;
import static io.tocsin.monitor.Examples.label;
import static io.tocsin.monitor.Examples.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.quality.QualityWindow;
import io.tocsin.monitor.Examples;
import io.tocsin.monitor.TestStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows, and what comes late. */
final class QualityHorizonTest {
  @TempDir private Path folder;
  private TestStreams streams;

  @BeforeEach
  void start() {
    streams = new TestStreams(folder);
  }

  @AfterEach
  void stop() {
    streams.close();
  }

  @Test
  void countsNoLabelThatComesAfterTheHorizon() {
    streams.tag(tag("early", "v1", 0.9));
    streams.tag(tag("late", "v1", 0.9));
    streams.pass(Examples.HORIZON);
    streams.label(audit("early", "disaster"));

    streams.pass(Duration.ofSeconds(1));
    streams.label(audit("late", "disaster"));

    assertEquals(1, streams.sincePublication("v1", Role.ACTIVE).metrics().orElseThrow().rows());
  }

  @Test
  void forgetsTweetsThatAreOlderThanTheHorizon() {
    for (int day = 0; day < 80; day += 4) {
      Instant at = NOON.plus(Duration.ofDays(day));
      streams.tag(tag("day-" + day, "v1", Role.ACTIVE, 0.9, at));
      streams.pass(Duration.ofDays(4));
    }

    long remembered = 0;
    try (var all = streams.driver().getWindowStore("tagged-tweets").all()) {
      while (all.hasNext()) {
        all.next();
        remembered++;
      }
    }

    assertEquals(8, remembered);
  }

  @Test
  void forgetsFiguresToWhichNothingWasAddedForTheHorizon() {
    streams.tag(tag("a", "v1", 0.9));
    streams.written();

    streams.pass(Examples.HORIZON.plusDays(2));

    var tallies = streams.driver().<String, Tally>getKeyValueStore("tallies");
    try (var all = tallies.all()) {
      assertFalse(all.hasNext());
    }
  }

  @Test
  void countsALateLabelInTheWindowOfItsTag() {
    Instant twoLater = NOON.plus(Duration.ofHours(2));
    streams.tag(tag("a", "v1", 0.9));
    streams.pass(Duration.ofHours(2));
    streams.tag(tag("b", "v1", Role.ACTIVE, 0.9, twoLater));
    streams.label(audit("a", "not"));

    List<QualityWindow> windows =
        streams.written().stream().filter(found -> found.window().isPresent()).toList();

    QualityWindow first = startingAt(windows, NOON);
    assertEquals(0, accuracy(first));
    assertEquals(NOON.plus(Duration.ofHours(1)), first.window().orElseThrow().end());
    assertEquals(Optional.empty(), startingAt(windows, twoLater).metrics());
  }

  private static Label audit(String tweetId, String category) {
    return label(tweetId, category, LabelReason.AUDIT);
  }

  private static double accuracy(QualityWindow quality) {
    return quality.metrics().orElseThrow().accuracy();
  }

  private static QualityWindow startingAt(List<QualityWindow> windows, Instant start) {
    return windows.stream()
        .filter(one -> one.window().orElseThrow().start().equals(start))
        .reduce((_, last) -> last)
        .orElseThrow();
  }
}
