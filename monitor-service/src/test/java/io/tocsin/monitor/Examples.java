package io.tocsin.monitor;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.contracts.adapter.KeywordCounts;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.monitor.alert.AlertRules;
import io.tocsin.monitor.alert.AlertSpans;
import io.tocsin.monitor.alert.SurgeThreshold;
import io.tocsin.monitor.drift.DriftThresholds;
import io.tocsin.monitor.labelling.LabellingRules;
import io.tocsin.monitor.quality.QualityRules;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Messages and rules to test with. */
public final class Examples {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final Duration HORIZON = Duration.ofDays(30);
  public static final Duration INTERVAL = Duration.ofSeconds(5);
  public static final QualityRules QUALITY =
      new QualityRules(
          List.of("not", "disaster"),
          HORIZON,
          Duration.ofHours(1),
          INTERVAL,
          new DriftThresholds(0.1, 0.25, 100));
  public static final LabellingRules LABELLING =
      new LabellingRules(0.25, 0.1, Duration.ofDays(1), 5, Duration.ofMinutes(30));
  public static final AlertRules ALERTS =
      new AlertRules(
          Set.of("disaster"),
          new AlertSpans(
              Duration.ofMinutes(1),
              Duration.ofMinutes(10),
              Duration.ofDays(1),
              Duration.ofHours(1)),
          new SurgeThreshold(10, 3, 6),
          Duration.ofMinutes(5),
          40);

  private static final String SHA256 = "ab".repeat(32);

  private Examples() {}

  /** Returns the active version's tag at noon. */
  public static Classification tag(String tweetId, String version, double disaster) {
    return tag(tweetId, version, Role.ACTIVE, disaster, NOON);
  }

  /**
   * Returns a tag.
   *
   * @param disaster the probability
   */
  public static Classification tag(
      String tweetId, String version, Role role, double disaster, Instant at) {
    Map<String, Double> logits = new LinkedHashMap<>();
    logits.put("not", Math.log(1 - disaster));
    logits.put("disaster", Math.log(disaster));
    return new Classification(
        tweetId,
        disaster > 0.5 ? "disaster" : "not",
        Math.max(disaster, 1 - disaster),
        logits,
        role,
        version,
        SHA256,
        Optional.of(1L),
        0,
        0,
        20,
        80,
        Optional.empty(),
        at,
        at);
  }

  /** Returns a tag of a tweet that was found by a keyword. */
  public static Classification withKeyword(Classification tag, String keyword) {
    return tag(tag, Optional.of(keyword), 0, 0);
  }

  /** Returns a tag of a tweet that stands somewhere. */
  public static Classification at(Classification tag, int partition, long offset) {
    return tag(tag, tag.keyword(), partition, offset);
  }

  /** Returns a tag that was made under a rollout, of a tweet that had waited for so long. */
  public static Classification waiting(Classification tag, long rollout, Duration waited) {
    return new Classification(
        tag.tweetId(),
        tag.category(),
        tag.probability(),
        tag.logits(),
        tag.role(),
        tag.adapterVersion(),
        tag.baseFingerprint(),
        Optional.of(rollout),
        tag.sourcePartition(),
        tag.sourceOffset(),
        tag.tokens(),
        tag.characters(),
        tag.keyword(),
        tag.classifiedAt().minus(waited),
        tag.classifiedAt());
  }

  private static Classification tag(
      Classification tag, Optional<String> keyword, int partition, long offset) {
    return new Classification(
        tag.tweetId(),
        tag.category(),
        tag.probability(),
        tag.logits(),
        tag.role(),
        tag.adapterVersion(),
        tag.baseFingerprint(),
        tag.rolloutOffset(),
        partition,
        offset,
        tag.tokens(),
        tag.characters(),
        keyword,
        tag.receivedAt(),
        tag.classifiedAt());
  }

  public static Label label(String tweetId, String category, LabelReason reason) {
    return new Label(tweetId, "a text", Optional.empty(), category, "ada", reason, NOON);
  }

  public static AdapterPublished adapter(
      String version, Map<String, Histogram> histograms, Optional<KeywordCounts> keywords) {
    return new AdapterPublished(
        version,
        URI.create("file:///adapters/" + version),
        SHA256,
        SHA256,
        version,
        new LabelSnapshot(EndOffsets.of(0), SHA256, 100),
        1,
        Recipe.DEFAULT.hyperparameters(),
        List.of("not", "disaster"),
        Optional.empty(),
        histograms,
        keywords,
        new Verdict.KeptBack("made for a test"),
        NOON);
  }
}
