package io.tocsin.monitor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings to test with. */
record TestSettings(
    Path cache,
    Optional<String> replica,
    List<String> categories,
    Quality quality,
    Drift drift,
    Labelling labelling)
    implements MonitorSettings {
  static final TestQuality QUALITY =
      new TestQuality(Duration.ofDays(30), Duration.ofHours(1), Duration.ofSeconds(5));
  static final TestDrift DRIFT = new TestDrift(0.1, 0.25, 200);
  static final TestLabelling LABELLING =
      new TestLabelling(0.2, 0.05, Duration.ofDays(1), 100, Duration.ofMinutes(30));

  record TestQuality(Duration horizon, Duration window, Duration interval) implements Quality {}

  record TestDrift(double watch, double drifted, int minRows) implements Drift {}

  record TestLabelling(
      double auditShare, double auditRate, Duration recency, int pool, Duration again)
      implements Labelling {}

  static TestSettings in(Path folder) {
    return new TestSettings(
        folder, Optional.of("test"), List.of("not", "disaster"), QUALITY, DRIFT, LABELLING);
  }

  TestSettings with(Labelling other) {
    return new TestSettings(cache, replica, categories, quality, drift, other);
  }
}
