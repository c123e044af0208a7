package io.tocsin.trainer.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Comparison;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.quality.Metrics;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.EpochChoice;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.Takeover;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.published.Published;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PromotionTest {
  private static final String BASE = "a".repeat(64);
  private static final Verdict.Promoted VERDICT = new Verdict.Promoted("87 of 139 right");
  private static final Optional<Canary> CANARY = Optional.of(new Canary("canary", 0.1));
  static final AdapterPublished ADAPTER = adapter();

  @Test
  void shadowsTheActiveOne() {
    Rollout rollout = rollout(Takeover.SHADOW, inForce("old", CANARY, Optional.empty()));

    assertEquals(
        new Rollout(
            BASE,
            "old",
            CANARY,
            Optional.of("new"),
            Optional.of(5L),
            "trainer-service",
            "87 of 139 right",
            Samples.NOW),
        rollout);
  }

  @Test
  void saysWhichShadowItReplaces() {
    Rollout rollout = rollout(Takeover.SHADOW, inForce("old", CANARY, Optional.of("older")));

    assertEquals(Optional.of("new"), rollout.shadow());
    assertEquals("87 of 139 right; replaces shadow older, which nobody promoted", rollout.why());
  }

  @Test
  void takesTheUntrainedHeadsPlaceAtOnce() {
    assertEquals("new", rollout(Takeover.SHADOW, Optional.empty()).active());
    assertEquals("new", rollout(Takeover.SHADOW, inForce("0", CANARY, Optional.empty())).active());
  }

  @Test
  void switchesAtOnceAndLeavesTheOthersInTheirRoles() {
    Rollout rollout = rollout(Takeover.SWITCH, inForce("old", CANARY, Optional.of("older")));

    assertEquals("new", rollout.active());
    assertEquals(CANARY, rollout.canary());
    assertEquals(Optional.of("older"), rollout.shadow());
    assertEquals("87 of 139 right", rollout.why());
  }

  @Test
  void changesNothingWhereItIsTheShadowAlready() {
    assertEquals(
        Optional.empty(), promoted(Takeover.SHADOW, inForce("old", CANARY, Optional.of("new"))));
  }

  private static Rollout rollout(Takeover takeover, Optional<RolloutInForce> inForce) {
    return promoted(takeover, inForce).orElseThrow();
  }

  private static Optional<Rollout> promoted(Takeover takeover, Optional<RolloutInForce> inForce) {
    return new Promotion(takeover).of(ADAPTER, new Published(Map.of(), inForce), VERDICT);
  }

  private static Optional<RolloutInForce> inForce(
      String active, Optional<Canary> canary, Optional<String> shadow) {
    return Optional.of(
        new RolloutInForce(
            5,
            new Rollout(
                BASE, active, canary, shadow, Optional.empty(), "ada", "better", Samples.NOW)));
  }

  private static AdapterPublished adapter() {
    Metrics metrics = new Metrics(139, 0.6, 0.5, 0.5, 0.5, 0.1, 0.6);
    return new AdapterPublished(
        "new",
        URI.create("file:///store/new"),
        "b".repeat(64),
        BASE,
        "new",
        new LabelSnapshot(EndOffsets.of(1), "c".repeat(64), 1),
        42,
        Samples.hyperparameters(1, EpochChoice.LAST),
        List.of("not", "disaster"),
        Optional.of(new Comparison("old", metrics, metrics)),
        Map.of(),
        Optional.empty(),
        VERDICT,
        Samples.NOW);
  }
}
