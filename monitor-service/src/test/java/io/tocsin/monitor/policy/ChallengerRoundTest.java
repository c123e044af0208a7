package io.tocsin.monitor.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.rollout.Decision;
import io.tocsin.messaging.rollout.NextRollout;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.RolloutOrder;
import io.tocsin.monitor.Examples;
import io.tocsin.monitor.judge.Judge;
import io.tocsin.monitor.judge.JudgeRules;
import io.tocsin.monitor.judge.Standing;
import io.tocsin.monitor.judge.Trial;
import io.tocsin.monitor.quality.PairCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChallengerRoundTest {
  private static final Judge JUDGE =
      new Judge(new JudgeRules(100, 1_000, 0.05, Duration.ofDays(7), 0.1, 500, 1.5), "monitor");
  private static final RolloutInForce SHADOW = shadow();
  private static final Trial TRIAL = Trial.of(List.of(SHADOW)).orElseThrow();
  private static final Standing BETTER =
      new Standing(new PairCounts(70, 25, 2, 3), Optional.empty(), Optional.empty(), Examples.NOON);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<RolloutOrder> orders = new ArrayList<>();

  @Test
  void ordersWhatIsDueNamingWhatItReplaces() {
    PolicyReport.Challenged seen = round(Mode.ON).go(TRIAL, BETTER);

    RolloutOrder order = orders.getFirst();
    assertEquals(new RolloutChange.StartCanary("v2", 0.1), order.change());
    assertEquals("monitor", order.by());
    assertEquals(Optional.of(5L), order.replaces());
    assertEquals(seen.why(), order.why());
    assertEquals("start-canary", seen.next());
    assertEquals(1, decisions("start_canary", "in_force"));
  }

  @Test
  void onlySaysWhatIsDueWhileItIsOff() {
    PolicyReport.Challenged seen = round(Mode.OFF).go(TRIAL, BETTER);

    assertEquals(List.of(), orders);
    assertEquals("start-canary", seen.next());
  }

  @Test
  void ordersNothingWhileItWaits() {
    Standing few = new Standing(PairCounts.NONE, Optional.empty(), Optional.empty(), Examples.NOON);

    assertEquals("wait", round(Mode.ON).go(TRIAL, few).next());
    assertEquals(List.of(), orders);
  }

  /** The rule itself refuses: v2 was never published here. */
  @Test
  void goesOnWhenItsOrderIsRefused() {
    ChallengerRound round =
        new ChallengerRound(
            JUDGE, Mode.ON, ChallengerRoundTest::refused, new PolicyMeter(registry));

    assertEquals("start-canary", round.go(TRIAL, BETTER).next());

    assertEquals(1, decisions("start_canary", "unknown_version"));
  }

  private ChallengerRound round(Mode mode) {
    return new ChallengerRound(
        JUDGE,
        mode,
        order -> {
          orders.add(order);
          return SHADOW;
        },
        new PolicyMeter(registry));
  }

  private double decisions(String change, String outcome) {
    return registry
        .counter("tocsin.rollout.decisions", "change", change, "outcome", outcome)
        .count();
  }

  private static RolloutInForce refused(RolloutOrder order) {
    Rollout next =
        new NextRollout("ab".repeat(32), Map.of(), List.of(SHADOW))
            .after(order.change(), new Decision(order.by(), order.why(), Examples.NOON));
    return new RolloutInForce(6, next);
  }

  private static RolloutInForce shadow() {
    return new RolloutInForce(
        5,
        new Rollout(
            "ab".repeat(32),
            "v1",
            Optional.empty(),
            Optional.of("v2"),
            Optional.empty(),
            "trainer",
            "a test",
            Examples.NOON));
  }
}
