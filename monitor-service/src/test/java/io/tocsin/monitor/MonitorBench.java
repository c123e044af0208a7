package io.tocsin.monitor;

import static org.awaitility.Awaitility.await;

import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.contracts.adapter.KeywordCounts;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records a second through the packaged service, exactly once, beside a real broker; its CPU time
 * and its memory. Not a part of the suite:
 *
 * <pre>mvn verify -pl monitor-service -am -Dtest=None -Dit.test=MonitorBench
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false</pre>
 */
final class MonitorBench {
  private static final int WARM_UP = 20_000;
  private static final int TWEETS = 150_000;
  private static final int TAGS_OF_A_LABEL = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @Test
  void measuresActiveAndShadowTagsWithLabels() throws Exception {
    try (Cluster cluster = Cluster.start(folder.resolve("broker"));
        ServiceProcess service = ServiceProcess.start(cluster, folder)) {
      publish(cluster);
      write(cluster, 0, WARM_UP);
      service.awaitReady();
      awaitTweets(service, WARM_UP);
      tell("warm", service);

      Instant start = Instant.now();
      write(cluster, WARM_UP, WARM_UP + TWEETS);
      awaitTweets(service, WARM_UP + TWEETS);
      double seconds = Duration.between(start, Instant.now()).toMillis() / 1e3;

      long records = 2L * TWEETS + TWEETS / TAGS_OF_A_LABEL;
      System.out.printf(
          "%,d records in %.1f s: %,.0f a second%n", records, seconds, records / seconds);
      tell("after", service);
      System.out.printf("%,d records in topic quality%n", cluster.committed(Topics.QUALITY).size());
    }
  }

  private static void publish(Cluster cluster) {
    Histogram tokens = new Histogram(List.of(0.0, 8.0, 16.0, 24.0, 32.0), List.of(9L, 9L, 9L, 9L));
    Histogram halves = new Histogram(List.of(0.0, 0.25, 0.5, 0.75, 1.0), List.of(9L, 9L, 9L, 9L));
    for (String version : List.of("v1", "v2")) {
      cluster.write(
          Topics.ADAPTERS,
          version,
          Examples.adapter(
              version,
              Map.of(
                  "probability", halves,
                  "tokens", tokens,
                  "characters", tokens,
                  "tokens-per-character", halves),
              Optional.of(new KeywordCounts(Map.of("flood", 30L), 6))));
    }
  }

  private static void write(Cluster cluster, int from, int to) {
    for (int i = from; i < to; i++) {
      double disaster = (i % 97 + 1) / 99.0;
      Instant now = Instant.now();
      cluster.write(Examples.tag("t" + i, "v1", Role.ACTIVE, disaster, now));
      cluster.write(Examples.tag("t" + i, "v2", Role.SHADOW, 1 - disaster, now));
      if (i % TAGS_OF_A_LABEL == 0) {
        cluster.write(Examples.label("t" + i, "disaster", LabelReason.AUDIT));
      }
    }
    cluster.flush();
  }

  private static void awaitTweets(ServiceProcess service, int tweets) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                service.json("/quality").path(0).path("classifications").asLong() == tweets
                    && service.json("/quality").path(1).path("classifications").asLong() == tweets);
  }

  private static void tell(String when, ServiceProcess service) throws Exception {
    List<String> status = Files.readAllLines(Path.of("/proc/" + service.pid() + "/status"));
    Duration cpu =
        ProcessHandle.of(service.pid()).orElseThrow().info().totalCpuDuration().orElseThrow();
    System.out.println(
        "%s: %.1f s of CPU, ".formatted(when, cpu.toMillis() / 1e3)
            + status.stream()
                .filter(line -> line.startsWith("Vm"))
                .filter(line -> line.contains("RSS") || line.contains("HWM"))
                .toList());
  }
}
