package io.tocsin.cli.retag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.topic.RecordPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String BASE = "ab".repeat(32);

  private final Map<RecordPosition, Classification> recorded = new HashMap<>();
  private final Map<RecordPosition, Classification> retagged = new HashMap<>();

  @Test
  void countsFlipsByDirection() {
    pair(0, 1, -1);
    pair(1, 1, -2);
    pair(2, -1, 1);
    pair(3, 2, 3);
    recorded.put(place(4), tag(4, "v1", 1));
    retagged.put(place(5), tag(5, "v2", 1));

    Comparison found = Comparison.of(recorded, retagged, Map.of());

    assertEquals(4, found.compared());
    assertEquals(1, found.same());
    assertEquals(Map.of("disaster → not", 2, "not → disaster", 1), found.flips());
    assertEquals(Map.of("v1", 4), found.answeredBy());
    assertEquals(Optional.empty(), found.labels());
    assertEquals(Optional.empty(), found.reproduction());
  }

  @Test
  void judgesByLabelsWithMcNemar() {
    IntStream.range(0, 5).forEach(offset -> pair(offset, -1, 1));
    pair(5, 1, -1);
    pair(6, 1, 1);
    Map<String, String> labels = new HashMap<>();
    IntStream.range(0, 7).forEach(offset -> labels.put("t" + offset, "disaster"));

    Comparison.OnLabels found = Comparison.of(recorded, retagged, labels).labels().orElseThrow();

    // 5 against 1: 2 · (1 + 6) / 2⁶.
    assertEquals(new Comparison.OnLabels(7, 2, 6, 1, 5, 0.21875), rounded(found));
  }

  @Test
  void measuresHowExactlyTheSameVersionAnswersAgain() {
    recorded.put(place(0), tag(0, "v1", 1));
    retagged.put(place(0), tag(0, "v1", 1.25));
    pair(1, 1, -1);

    Comparison found = Comparison.of(recorded, retagged, Map.of());

    assertEquals(Optional.of(new Comparison.Reproduction(1, 1, 0.25)), found.reproduction());
  }

  @Test
  void showsTheLargestChangesFirst() {
    for (int offset = 0; offset < 12; offset++) {
      pair(offset, 1, 1 + offset);
    }

    List<Comparison.Change> found = Comparison.of(recorded, retagged, Map.of()).largest();

    assertEquals(10, found.size());
    assertEquals("t11", found.getFirst().tweetId());
    assertEquals(sigmoid(2), found.getFirst().before(), 1e-12);
    assertEquals(sigmoid(24), found.getFirst().after(), 1e-12);
  }

  private void pair(int offset, double before, double after) {
    recorded.put(place(offset), tag(offset, "v1", before));
    retagged.put(place(offset), tag(offset, "v2", after));
  }

  private static RecordPosition place(int offset) {
    return new RecordPosition("tweets", 3, offset);
  }

  /** Returns a tag whose logits are this one for disaster and its negative for the other. */
  private static Classification tag(int offset, String version, double logit) {
    return new Classification(
        "t" + offset,
        logit > 0 ? "disaster" : "not",
        sigmoid(2 * Math.abs(logit)),
        Map.of("not", -logit, "disaster", logit),
        Role.ACTIVE,
        version,
        BASE,
        Optional.empty(),
        3,
        offset,
        5,
        20,
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static Comparison.OnLabels rounded(Comparison.OnLabels found) {
    return new Comparison.OnLabels(
        found.labelled(),
        found.recordedRight(),
        found.retaggedRight(),
        found.onlyRecordedRight(),
        found.onlyRetaggedRight(),
        Math.round(found.pValue() * 1e9) / 1e9);
  }
}
