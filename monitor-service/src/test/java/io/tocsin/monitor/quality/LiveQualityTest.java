package io.tocsin.monitor.quality;

import static io.tocsin.monitor.Examples.NOON;
import static io.tocsin.monitor.Examples.label;
import static io.tocsin.monitor.Examples.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.monitor.Examples;
import io.tocsin.monitor.TestStreams;
import io.tocsin.monitor.drift.References;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What decisions rest upon, from the topology's own stores. */
final class LiveQualityTest {
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
  void pairsWhatShadowAndActiveSaidOfAuditedTweets() {
    both("a", 0.9, 0.8);
    both("b", 0.9, 0.2);
    both("c", 0.1, 0.8);
    both("d", 0.1, 0.2);
    both("unlabelled", 0.9, 0.2);
    both("imported", 0.9, 0.2);
    both("chosen", 0.9, 0.2);
    streams.tag(tag("alone", "v2", Role.SHADOW, 0.9, NOON));
    for (String id : new String[] {"a", "b", "c", "d", "alone"}) {
      streams.label(label(id, "disaster", LabelReason.AUDIT));
    }
    streams.label(label("imported", "disaster", LabelReason.IMPORT));
    streams.label(label("chosen", "disaster", LabelReason.ACTIVE_LEARNING));

    assertEquals(new PairCounts(1, 1, 1, 1), quality().pairs("v2", "v1"));
    assertEquals(PairCounts.NONE, quality().pairs("v2", "v0"));
  }

  @Test
  void correctsPairsWhoseLabelsAreCorrectedOrTakenBack() {
    streams.label(label("a", "disaster", LabelReason.AUDIT));
    both("a", 0.9, 0.2);
    both("b", 0.9, 0.8);
    streams.label(label("b", "disaster", LabelReason.AUDIT));
    assertEquals(new PairCounts(1, 1, 0, 0), quality().pairs("v2", "v1"));

    streams.label(label("a", "not", LabelReason.AUDIT));
    streams.remove("b");

    assertEquals(new PairCounts(0, 0, 1, 0), quality().pairs("v2", "v1"));
  }

  @Test
  void measuresHowLongTweetsWaitUnderTheNewestRollout() {
    streams.tag(Examples.waiting(tag("a", "v1", 0.9), 1, Duration.ofSeconds(9)));
    streams.tag(Examples.waiting(tag("b", "v1", 0.9), 2, Duration.ofMillis(20)));
    streams.tag(Examples.waiting(tag("c", "v1", 0.9), 2, Duration.ofMillis(40)));
    streams.tag(Examples.waiting(tag("d", "v1", 0.9), 1, Duration.ofSeconds(9)));

    Latency latency = quality().latency("v1", Role.ACTIVE).orElseThrow();

    assertEquals(new Latency(2, 2, 60), latency);
    assertEquals(30, latency.mean());
    assertEquals(Optional.empty(), quality().latency("v1", Role.CANARY));
  }

  @Test
  void tellsRecentWindowsFromOlderOnes() {
    streams.tag(tag("old", "v1", 0.9));
    streams.pass(Duration.ofHours(6));
    streams.tag(tag("new", "v1", Role.ACTIVE, 0.9, NOON.plus(Duration.ofHours(5))));
    streams.tag(tag("newer", "v1", Role.ACTIVE, 0.9, NOON.plus(Duration.ofHours(6))));
    streams.label(label("old", "not", LabelReason.AUDIT));
    streams.label(label("new", "disaster", LabelReason.AUDIT));

    Instant last = NOON.plus(Duration.ofHours(6));
    VersionQuality recent = quality().recent("v1", NOON.plus(Duration.ofHours(4)), last);

    assertEquals(2, recent.classifications());
    assertEquals(1, recent.metrics().orElseThrow().accuracy());
    assertEquals(3, quality().recent("v1", NOON, last).classifications());
    assertEquals(Optional.empty(), quality().recent("v2", NOON, last).metrics());
  }

  private void both(String tweet, double shadow, double active) {
    streams.tag(tag(tweet, "v2", Role.SHADOW, shadow, NOON));
    streams.tag(tag(tweet, "v1", active));
  }

  private LiveQuality quality() {
    streams.written();
    KeyValueStore<String, Tally> tallies =
        streams.driver().getKeyValueStore(QualityProcessor.TALLIES);
    References references =
        new References(streams.driver().getTimestampedKeyValueStore(References.STORE));
    return new LiveQuality(
        key -> WholeTallies.of(tallies, key), new QualityFigures(Examples.QUALITY, references));
  }
}
