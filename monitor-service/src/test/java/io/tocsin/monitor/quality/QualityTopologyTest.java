package io.tocsin.monitor.quality;

import static io.tocsin.monitor.Examples.NOON;
import static io.tocsin.monitor.Examples.label;
import static io.tocsin.monitor.Examples.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.quality.Metrics;
import io.tocsin.contracts.quality.QualityWindow;
import io.tocsin.monitor.TestStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class QualityTopologyTest {
  private static final double TOLERANCE = 1e-6;

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
  void measuresTagsWhoseLabelsComeLater() {
    // Given
    streams.tag(tag("a", "v1", 0.9));
    streams.tag(tag("b", "v1", 0.8));
    streams.tag(tag("c", "v1", 0.3));
    streams.tag(tag("d", "v1", 0.4));
    streams.tag(tag("e", "v1", 0.4));
    streams.pass(Duration.ofDays(3));

    // When
    streams.label(audit("a", "disaster"));
    streams.label(audit("b", "not"));
    streams.label(audit("c", "not"));
    streams.label(audit("d", "disaster"));

    // Then
    QualityWindow quality = streams.sincePublication("v1", Role.ACTIVE);
    assertEquals(5, quality.classifications());
    assertEquals(
        Map.of(
            "disaster",
            Map.of("disaster", 1L, "not", 1L),
            "not",
            Map.of("disaster", 1L, "not", 1L)),
        quality.confusion());
    Metrics metrics = quality.metrics().orElseThrow();
    assertEquals(4, metrics.rows());
    assertEquals(0.5, metrics.accuracy());
    assertEquals(0.5, metrics.precision());
    assertEquals(0.5, metrics.recall());
    assertEquals(0.5, metrics.f1());
    // By hand: bins of a 15th hold 0.9 (right), 0.8 (wrong), 0.7 (right) and 0.6 (wrong).
    assertEquals((0.1 + 0.8 + 0.3 + 0.6) / 4, metrics.ece(), TOLERANCE);
    double loss = -(Math.log(0.9) + Math.log(0.2) + Math.log(0.7) + Math.log(0.4)) / 4;
    assertEquals(loss, metrics.loss(), TOLERANCE);
  }

  @Test
  void measuresTagsWhoseLabelsCameBefore() {
    streams.label(audit("a", "disaster"));
    streams.pass(Duration.ofDays(3));

    streams.tag(tag("a", "v1", Role.ACTIVE, 0.9, NOON.plus(Duration.ofDays(3))));

    QualityWindow quality = streams.sincePublication("v1", Role.ACTIVE);
    assertEquals(Map.of("disaster", Map.of("disaster", 1L)), quality.confusion());
    assertEquals(1, quality.metrics().orElseThrow().accuracy());
  }

  @Test
  void takesAwayWhatIsCorrected() {
    streams.tag(tag("a", "v1", 0.9));
    streams.label(audit("a", "disaster"));
    assertEquals(1, accuracy(streams.sincePublication("v1", Role.ACTIVE)));

    streams.label(audit("a", "not"));

    QualityWindow corrected = streams.sincePublication("v1", Role.ACTIVE);
    assertEquals(Map.of("not", Map.of("disaster", 1L)), corrected.confusion());
    assertEquals(0, accuracy(corrected));
    assertEquals(-Math.log(0.1), corrected.metrics().orElseThrow().loss(), TOLERANCE);
  }

  @Test
  void takesAwayWhatIsTakenBack() {
    streams.tag(tag("a", "v1", 0.9));
    streams.tag(tag("b", "v1", 0.7));
    streams.label(audit("a", "disaster"));
    streams.label(audit("b", "disaster"));
    assertEquals(2, rows(streams.sincePublication("v1", Role.ACTIVE)));

    streams.remove("a");
    streams.remove("b");

    QualityWindow after = streams.sincePublication("v1", Role.ACTIVE);
    assertEquals(Optional.empty(), after.metrics());
    assertEquals(Map.of(), after.confusion());
    assertEquals(2, after.classifications());
  }

  @Test
  void leavesNothingBehindOfWhatCameAndWent() {
    streams.tag(tag("a", "v1", 0.9));
    streams.label(audit("a", "disaster"));
    double alone = streams.sincePublication("v1", Role.ACTIVE).metrics().orElseThrow().loss();

    for (int i = 0; i < 20; i++) {
      streams.tag(tag("b" + i, "v1", 0.1 + i / 26.0));
      streams.label(audit("b" + i, i % 3 == 0 ? "not" : "disaster"));
      streams.remove("b" + i);
    }

    Metrics after = streams.sincePublication("v1", Role.ACTIVE).metrics().orElseThrow();
    assertEquals(1, after.rows());
    assertEquals(alone, after.loss());
    assertEquals(0.1, after.ece(), 1e-9);
  }

  @ParameterizedTest
  @EnumSource(value = LabelReason.class, mode = EnumSource.Mode.EXCLUDE, names = "AUDIT")
  void countsNoLabelThatIsNoFairSample(LabelReason reason) {
    streams.tag(tag("a", "v1", 0.9));
    streams.tag(tag("b", "v1", 0.9));
    streams.label(audit("b", "disaster"));

    streams.label(label("a", "not", reason));

    assertEquals(1, accuracy(streams.sincePublication("v1", Role.ACTIVE)));
  }

  @Test
  void takesAwayAnAuditThatALabelOfAnotherKindReplaces() {
    streams.tag(tag("a", "v1", 0.9));
    streams.label(audit("a", "disaster"));

    streams.label(label("a", "disaster", LabelReason.ACTIVE_LEARNING));

    assertEquals(Optional.empty(), streams.sincePublication("v1", Role.ACTIVE).metrics());
  }

  @Test
  void keepsActiveCanaryAndShadowApart() {
    streams.tag(tag("a", "v1", Role.ACTIVE, 0.9, NOON));
    streams.tag(tag("a", "v2", Role.SHADOW, 0.2, NOON));
    streams.tag(tag("b", "v2", Role.CANARY, 0.7, NOON));
    streams.label(audit("a", "disaster"));
    streams.label(audit("b", "disaster"));

    List<QualityWindow> written =
        streams.written().stream().filter(found -> found.window().isEmpty()).toList();

    assertEquals(3, written.size());
    assertEquals(1, accuracy(found(written, "v1", Role.ACTIVE)));
    assertEquals(0, accuracy(found(written, "v2", Role.SHADOW)));
    assertEquals(1, accuracy(found(written, "v2", Role.CANARY)));
  }

  @Test
  void countsTheNewerTagOfATweetThatIsTaggedTwice() {
    streams.tag(tag("a", "v1", 0.9));
    streams.label(audit("a", "disaster"));

    streams.tag(tag("a", "v1", Role.ACTIVE, 0.2, NOON.plusSeconds(60)));

    QualityWindow quality = streams.sincePublication("v1", Role.ACTIVE);
    assertEquals(2, quality.classifications());
    assertEquals(Map.of("disaster", Map.of("not", 1L)), quality.confusion());
  }

  @Test
  void writesOnceInAnIntervalHoweverManyTagsThereAre() {
    for (int i = 0; i < 100; i++) {
      streams.tag(tag("t" + i, "v1", 0.9));
    }

    List<QualityWindow> written = streams.written();

    assertEquals(2, written.size(), "one for the window, one since publication");
    assertEquals(100, written.getFirst().classifications());
  }

  @Test
  void writesNothingWhereNothingChanged() {
    streams.tag(tag("a", "v1", 0.9));
    streams.written();

    List<QualityWindow> written = streams.written();

    assertEquals(List.of(), written);
  }

  private static Label audit(String tweetId, String category) {
    return label(tweetId, category, LabelReason.AUDIT);
  }

  private static double accuracy(QualityWindow quality) {
    return quality.metrics().orElseThrow().accuracy();
  }

  private static long rows(QualityWindow quality) {
    return quality.metrics().orElseThrow().rows();
  }

  private static QualityWindow found(List<QualityWindow> some, String version, Role role) {
    return some.stream()
        .filter(one -> one.adapterVersion().equals(version) && one.role() == role)
        .findFirst()
        .orElseThrow();
  }
}
