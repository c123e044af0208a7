package io.tocsin.monitor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings to test with. */
record TestSettings(
    Path cache,
    Optional<String> replica,
    List<String> categories,
    Quality quality,
    Drift drift,
    Labelling labelling,
    Judge judge,
    Retrain retrain,
    Policy policy,
    Alerts alerts)
    implements MonitorSettings {
  static final TestQuality QUALITY =
      new TestQuality(Duration.ofDays(30), Duration.ofHours(1), Duration.ofSeconds(5));
  static final TestDrift DRIFT = new TestDrift(0.1, 0.25, 200);
  static final TestLabelling LABELLING =
      new TestLabelling(0.2, 0.05, Duration.ofDays(1), 100, Duration.ofMinutes(30));

  static final TestJudge JUDGE =
      new TestJudge(true, 100, 2_000, 0.05, Duration.ofDays(7), 0.1, 500, 1.5);
  static final TestRetrain RETRAIN =
      new TestRetrain(
          false, 50, 0.7, 100, Duration.ofDays(1), Optional.empty(), Duration.ofHours(1));
  static final TestAlerts ALERTS =
      new TestAlerts(
          Set.of("disaster"),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofDays(1),
          Duration.ofHours(1),
          10,
          3,
          6,
          Duration.ofMinutes(5),
          50_000);

  record TestQuality(Duration horizon, Duration window, Duration interval) implements Quality {}

  record TestDrift(double watch, double drifted, int minRows) implements Drift {}

  record TestLabelling(
      double auditShare, double auditRate, Duration recency, int pool, Duration again)
      implements Labelling {}

  record TestJudge(
      boolean enabled,
      long minPairs,
      long maxPairs,
      double risk,
      Duration longest,
      double canaryShare,
      long canaryTags,
      double slowdown)
      implements Judge {}

  record TestRetrain(
      boolean enabled,
      long newLabels,
      double accuracy,
      long minAudited,
      Duration recent,
      Optional<Duration> every,
      Duration coolDown)
      implements Retrain {}

  record TestPolicy(Duration interval) implements Policy {}

  record TestAlerts(
      Set<String> categories,
      Duration advance,
      Duration window,
      Duration history,
      Duration warmUp,
      int minTweets,
      double minRatio,
      double surprise,
      Duration interval,
      int terms)
      implements Alerts {}

  static TestSettings in(Path folder) {
    return new TestSettings(
        folder,
        Optional.of("test"),
        List.of("not", "disaster"),
        QUALITY,
        DRIFT,
        LABELLING,
        JUDGE,
        RETRAIN,
        new TestPolicy(Duration.ofSeconds(10)),
        ALERTS);
  }

  TestSettings with(Labelling other) {
    return new TestSettings(
        cache, replica, categories, quality, drift, other, judge, retrain, policy, alerts);
  }

  TestSettings with(Set<String> alertCategories) {
    TestAlerts others = ALERTS;
    return new TestSettings(
        cache,
        replica,
        categories,
        quality,
        drift,
        labelling,
        judge,
        retrain,
        policy,
        new TestAlerts(
            alertCategories,
            others.advance(),
            others.window(),
            others.history(),
            others.warmUp(),
            others.minTweets(),
            others.minRatio(),
            others.surprise(),
            others.interval(),
            others.terms()));
  }
}
