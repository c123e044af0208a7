package io.tocsin.monitor;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.monitor.alert.AlertRules;
import io.tocsin.monitor.alert.AlertSpans;
import io.tocsin.monitor.alert.SurgeThreshold;
import io.tocsin.monitor.drift.DriftThresholds;
import io.tocsin.monitor.judge.JudgeRules;
import io.tocsin.monitor.labelling.LabellingRules;
import io.tocsin.monitor.quality.QualityRules;
import io.tocsin.monitor.retrain.RetrainRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong settings are refused by the names that operators know them by. */
final class RulesTest {
  private static final Duration DAY = Duration.ofDays(1);

  @ParameterizedTest
  @CsvSource({
    "tocsin.quality.horizon, PT0S, PT1H, PT5S",
    "tocsin.quality.window, PT1H, PT0S, PT5S",
    "tocsin.quality.interval, PT1H, PT1H, PT0.01S"
  })
  void refusesTimesThatAreTooShort(
      String name, Duration horizon, Duration window, Duration interval) {
    assertRefused(
        name,
        () ->
            new QualityRules(
                List.of("not", "disaster"), horizon, window, interval, Examples.QUALITY.drift()));
  }

  @Test
  void refusesASingleCategory() {
    assertRefused(
        "tocsin.categories",
        () -> new QualityRules(List.of("a", "a"), DAY, DAY, DAY, Examples.QUALITY.drift()));
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.drift.watch, 0, 0.25, 1",
    "tocsin.drift.drifted, 0.1, 0.1, 1",
    "tocsin.drift.min-rows, 0.1, 0.25, 0"
  })
  void refusesThresholdsThatMeanNothing(String name, double watch, double drifted, int minRows) {
    assertRefused(name, () -> new DriftThresholds(watch, drifted, minRows));
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.labelling.audit-share, 1.1, 0.05, P1D, 1, PT1M",
    "tocsin.labelling.audit-rate, 0.2, 0, P1D, 1, PT1M",
    "tocsin.labelling.audit-rate, 0.2, 1, P1D, 1, PT1M",
    "tocsin.labelling.recency, 0.2, 0.05, PT0S, 1, PT1M",
    "tocsin.labelling.pool, 0.2, 0.05, P1D, 0, PT1M",
    "tocsin.labelling.again, 0.2, 0.05, P1D, 1, PT0S"
  })
  void refusesLabellingThatWouldHandNothingOut(
      String name, double share, double rate, Duration recency, int pool, Duration again) {
    assertRefused(name, () -> new LabellingRules(share, rate, recency, pool, again));
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.judge.min-pairs, 0, 1, 0.05, P1D, 0.1, 1, 1",
    "tocsin.judge.max-pairs, 2, 1, 0.05, P1D, 0.1, 1, 1",
    "tocsin.judge.risk, 1, 1, 0, P1D, 0.1, 1, 1",
    "tocsin.judge.longest, 1, 1, 0.05, PT0S, 0.1, 1, 1",
    "tocsin.judge.canary-share, 1, 1, 0.05, P1D, 1, 1, 1",
    "tocsin.judge.canary-tags, 1, 1, 0.05, P1D, 0.1, 0, 1",
    "tocsin.judge.slowdown, 1, 1, 0.05, P1D, 0.1, 1, 0.9"
  })
  void refusesToJudgeByNothing(
      String name,
      long minPairs,
      long maxPairs,
      double risk,
      Duration longest,
      double share,
      long tags,
      double slowdown) {
    assertRefused(
        name, () -> new JudgeRules(minPairs, maxPairs, risk, longest, share, tags, slowdown));
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.alerts.advance, PT0.9S, PT10M, P1D, PT1H",
    "tocsin.alerts.window, PT1M, PT90S, P1D, PT1H",
    "tocsin.alerts.window, PT1M, PT121M, P1D, PT3H",
    "tocsin.alerts.history, PT1M, PT10M, PT10M, PT1H",
    "tocsin.alerts.warm-up, PT1M, PT10M, P1D, PT10M"
  })
  void refusesWindowsThatNothingCouldBeLearnedBefore(
      String name, Duration advance, Duration window, Duration history, Duration warmUp) {
    assertRefused(name, () -> new AlertSpans(advance, window, history, warmUp));
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.retrain.new-labels, 0, 0.7, 1, P1D, P1D, PT0S",
    "tocsin.retrain.accuracy, 1, 1.1, 1, P1D, P1D, PT0S",
    "tocsin.retrain.min-audited, 1, 0.7, 0, P1D, P1D, PT0S",
    "tocsin.retrain.recent, 1, 0.7, 1, PT0S, P1D, PT0S",
    "tocsin.retrain.every, 1, 0.7, 1, P1D, PT0S, PT0S",
    "tocsin.retrain.cool-down, 1, 0.7, 1, P1D, P1D, PT-1S"
  })
  void refusesToRetrainForNothing(
      String name,
      long labels,
      double accuracy,
      long audited,
      Duration recent,
      Duration every,
      Duration coolDown) {
    assertRefused(
        name,
        () -> new RetrainRules(labels, accuracy, audited, recent, Optional.of(every), coolDown));
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.alerts.min-tweets, 1, 3, 6",
    "tocsin.alerts.min-ratio, 10, 1, 6",
    "tocsin.alerts.surprise, 10, 3, 0"
  })
  void refusesSurgesThatWouldBeNone(String name, int tweets, double ratio, double surprise) {
    assertRefused(name, () -> new SurgeThreshold(tweets, ratio, surprise));
  }

  @Test
  void refusesAlertsOfNothing() {
    AlertRules rules = Examples.ALERTS;
    assertRefused(
        "tocsin.alerts.categories",
        () -> new AlertRules(Set.of(), rules.spans(), rules.threshold(), DAY, 1));
    assertRefused(
        "tocsin.alerts.terms",
        () -> new AlertRules(rules.categories(), rules.spans(), rules.threshold(), DAY, 0));
  }

  private static void assertRefused(String name, Executable making) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, making);
    assertTrue(refusal.getMessage().startsWith(name + ": expected"), refusal::getMessage);
  }
}
