package io.tocsin.monitor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.rollout.ProducerOutbox;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutDesk;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.RolloutOrder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service decides by itself, on a real broker. */
final class PolicyIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PAIRS = 40;
  private static final String BASE = "ab".repeat(32);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "TOCSIN_POLICY_INTERVAL", "PT0.5S",
          "TOCSIN_JUDGE_MIN_PAIRS", Integer.toString(PAIRS),
          "TOCSIN_JUDGE_CANARY_SHARE", "0.5",
          "TOCSIN_JUDGE_CANARY_TAGS", "30",
          "TOCSIN_RETRAIN_ENABLED", "true",
          "TOCSIN_RETRAIN_COOL_DOWN", "PT0S");

  @TempDir private Path folder;
  private Cluster cluster;
  private ProducerOutbox outbox;
  private RolloutDesk desk;

  @BeforeEach
  void start() {
    cluster = Cluster.start(folder.resolve("broker"));
    outbox = new ProducerOutbox(cluster.clients(), PATIENCE);
    desk =
        new RolloutDesk(
            cluster.clients(),
            outbox,
            new MessageWriter(URI.create("/test")),
            InstantSource.system(),
            PATIENCE);
    for (String version : List.of("v1", "v2", "v3")) {
      cluster.write(
          Topics.ADAPTERS, version, Examples.adapter(version, Map.of(), Optional.empty()));
    }
    cluster.flush();
  }

  @AfterEach
  void stop() {
    outbox.close();
    cluster.close();
  }

  @Test
  void promotesTheBetterThroughACanaryAndWithdrawsTheWorse() throws Exception {
    // Given an active version that is always wrong
    decide(new RolloutChange.Activate("v1"));
    long shadowed = decide(new RolloutChange.StartShadow("v2"));
    try (ServiceProcess service = ServiceProcess.start(cluster, folder, SETTINGS).awaitReady()) {
      // When a shadow is right
      for (int i = 0; i < PAIRS; i++) {
        pair("good" + i, "v1", 0.1, "v2", 0.9, shadowed);
      }
      cluster.flush();

      // Then it answers a share, and as it answers in time, everything
      RolloutInForce canary =
          await().atMost(PATIENCE).until(this::inForce, now -> now.offset() > shadowed);
      assertEquals(Optional.of(new Canary("v2", 0.5)), canary.rollout().canary());
      assertEquals(Optional.empty(), canary.rollout().shadow());
      assertEquals("monitor", canary.rollout().decidedBy());
      assertTrue(canary.rollout().why().contains("alone right 40 : 0"), canary.rollout().why());
      for (int i = 0; i < PAIRS; i++) {
        write("new" + i, "v1", Role.ACTIVE, 0.1, canary.offset());
        write("share" + i, "v2", Role.CANARY, 0.9, canary.offset());
      }
      cluster.flush();
      RolloutInForce active =
          await().atMost(PATIENCE).until(this::inForce, now -> now.offset() > canary.offset());
      assertEquals("v2", active.rollout().active());
      assertEquals(List.of("v2"), active.rollout().versions());

      // When another is wrong
      long again = decide(new RolloutChange.StartShadow("v3"));
      for (int i = 0; i < PAIRS; i++) {
        pair("bad" + i, "v2", 0.9, "v3", 0.1, again);
      }
      cluster.flush();

      // Then it goes
      Rollout left =
          await().atMost(PATIENCE).until(this::inForce, now -> now.offset() > again).rollout();
      assertEquals(List.of("v2"), left.versions());
      assertTrue(left.why().startsWith("worse: v3 had 0.0 %"), left.why());
      assertTrue(
          service
              .get("/q/metrics")
              .body()
              .contains(
                  "tocsin_rollout_decisions_total{change=\"promote\",outcome=\"in_force\"} 1.0"));
    }
  }

  @Test
  void asksForOneRetrainOnceEnoughLabelsCameThoughItIsKilled() throws Exception {
    // Given a training that somebody asked for, told of by a clock that is wrong, and 60 labels
    // since
    cluster.write(Topics.RETRAIN_REQUESTS, "first", request());
    cluster.write(
        Topics.TRAINING_PROGRESS,
        "first",
        new TrainingProgress(
            "first", "trainer-0", Instant.MAX, new TrainingState.Failed("made for a test")));
    for (int i = 0; i < 60; i++) {
      cluster.write(Examples.label("t" + i, "disaster", LabelReason.IMPORT));
    }
    cluster.flush();

    // When it is asked for, and the process killed
    try (ServiceProcess service = ServiceProcess.start(cluster, folder, SETTINGS)) {
      await().atMost(PATIENCE).until(() -> requests().size() == 2);
      service.kill();
    }

    // Then the next one knows that it was asked for
    try (ServiceProcess next = ServiceProcess.start(cluster, folder, SETTINGS).awaitReady()) {
      JsonNode retrain =
          await()
              .atMost(PATIENCE)
              .until(() -> next.json("/policy").path("retrain"), found -> found.has("why"));
      RetrainRequested asked = requests().getLast();
      assertEquals(new RetrainReason.LabelCount(60, 50), asked.reason());
      assertEquals(
          60,
          asked.labelEndOffsets().byPartition().values().stream().mapToLong(Long::longValue).sum());
      assertEquals(7, asked.seed());
      assertEquals("on", retrain.path("mode").asText());
      assertEquals(
          "waiting for the trainer, which has yet to end [" + asked.requestId() + "]",
          retrain.path("why").asText());
      assertEquals(2, requests().size());
    }
  }

  @Test
  void onlySaysWhenItWouldAskUnlessItIsSwitchedOn() throws Exception {
    try (ServiceProcess service =
        ServiceProcess.start(cluster, folder, Map.of("TOCSIN_POLICY_INTERVAL", "PT0.5S"))
            .awaitReady()) {
      JsonNode policy =
          await()
              .atMost(PATIENCE)
              .until(() -> service.json("/policy"), found -> found.has("retrain"));

      assertEquals("off", policy.at("/retrain/mode").asText());
      assertEquals(List.of(), requests());
    }
  }

  private long decide(RolloutChange change) {
    return desk.decide(
            new RolloutOrder(change, "ada", "a test", Optional.of(BASE), Optional.empty()))
        .offset();
  }

  private RolloutInForce inForce() {
    return desk.read().history(BASE).inForce().orElseThrow();
  }

  private void pair(
      String tweet, String active, double one, String shadow, double other, long rollout) {
    write(tweet, active, Role.ACTIVE, one, rollout);
    write(tweet, shadow, Role.SHADOW, other, rollout);
    cluster.write(Examples.label(tweet, "disaster", LabelReason.AUDIT));
  }

  private void write(String tweet, String version, Role role, double disaster, long rollout) {
    Classification tag = Examples.tag(tweet, version, role, disaster, Instant.now());
    cluster.write(Examples.waiting(tag, rollout, Duration.ofMillis(20)));
  }

  private List<RetrainRequested> requests() {
    return cluster.read(Topics.RETRAIN_REQUESTS, RetrainRequested.class).stream()
        .sorted((one, other) -> one.acceptedAt().compareTo(other.acceptedAt()))
        .toList();
  }

  private static RetrainRequested request() {
    return new RetrainRequested(
        "first",
        new RetrainReason.Operator("ada", "a test"),
        Recipe.SEED.hyperparameters(),
        7,
        EndOffsets.of(new long[Topics.TWEET_PARTITIONS]),
        Instant.now().minusSeconds(60));
  }
}
