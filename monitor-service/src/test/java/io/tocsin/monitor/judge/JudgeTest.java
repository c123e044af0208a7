package io.tocsin.monitor.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.rollout.Challenger;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.monitor.Examples;
import io.tocsin.monitor.quality.Latency;
import io.tocsin.monitor.quality.PairCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JudgeTest {
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Judge JUDGE =
      new Judge(new JudgeRules(100, 1_000, 0.05, LONGEST, 0.1, 500, 1.5), "monitor");

  private static final PairCounts FEW = new PairCounts(70, 25, 2, 2);
  private static final PairCounts BETTER = new PairCounts(70, 25, 2, 3);
  private static final PairCounts WORSE = new PairCounts(70, 2, 25, 3);
  private static final PairCounts ALIKE = new PairCounts(80, 6, 4, 10);
  private static final PairCounts ALIKE_AT_THE_LIMIT = new PairCounts(900, 31, 29, 40);

  private static final RolloutInForce FIRST = rollout(3, "trainer", Optional.empty(), "none");
  private static final RolloutInForce SHADOW = rollout(5, "trainer", Optional.empty(), "v2");
  private static final RolloutInForce CANARY =
      rollout(8, "monitor", Optional.of(new Canary("v2", 0.1)), "none");

  @Test
  void hasNothingToJudgeWithoutAChallenger() {
    assertEquals(Optional.empty(), Trial.of(List.of(FIRST)));
    assertEquals(Optional.empty(), Trial.of(List.of()));
  }

  @Test
  void waitsForAShadowsPairsHoweverGoodItLooks() {
    assertEquals(new Judgement.Wait("99 of 100 audited pairs"), shadow(FEW, Duration.ofDays(1)));
  }

  @Test
  void letsABetterShadowAnswerAShare() {
    Judgement judgement = shadow(BETTER, Duration.ofDays(1));

    assertEquals(new RolloutChange.StartCanary("v2", 0.1), change(judgement));
    assertEquals(
        "better: v2 had 95.0 % of 100 audited tweets right, v1 72.0 %; alone right 25 : 2,"
            + " McNemar p = 5.6e-06, evidence 1.37e+04",
        judgement.why());
  }

  @Test
  void withdrawsAWorseShadow() {
    Judgement judgement = shadow(WORSE, Duration.ofDays(1));

    assertEquals(withdrawn(Challenger.SHADOW), change(judgement));
    assertTrue(judgement.why().startsWith("worse: v2 had 72.0 %"), judgement::why);
  }

  @Test
  void waitsWhileItIsUndecided() {
    Judgement judgement = shadow(ALIKE, LONGEST.minusSeconds(1));

    assertInstanceOf(Judgement.Wait.class, judgement);
    assertTrue(judgement.why().startsWith("undecided: v2 had 86.0 %"), judgement::why);
  }

  @Test
  void withdrawsWhatIsNoBetterAfterSoManyPairs() {
    Judgement judgement = shadow(ALIKE_AT_THE_LIMIT, Duration.ofDays(1));

    assertEquals(withdrawn(Challenger.SHADOW), change(judgement));
    assertTrue(judgement.why().startsWith("no better after 1000 pairs: "), judgement::why);
  }

  @Test
  void withdrawsWhatIsNoBetterAfterSoLong() {
    assertEquals(withdrawn(Challenger.SHADOW), change(shadow(ALIKE, LONGEST)));
    assertEquals(withdrawn(Challenger.SHADOW), change(shadow(FEW, LONGEST)));
  }

  @Test
  void countsAShadowsTimeFromItsOwnBeginning() {
    RolloutInForce later =
        new RolloutInForce(9, rollout("ada", Optional.of(new Canary("v3", 0.2)), "v2", LONGEST));

    Trial trial = Trial.of(List.of(later, SHADOW, FIRST)).orElseThrow();

    assertEquals("v3", trial.version());
    assertEquals(later, trial.begun());
    RolloutInForce without =
        new RolloutInForce(10, rollout("ada", Optional.empty(), "v2", LONGEST));
    assertEquals(SHADOW, Trial.of(List.of(without, later, SHADOW, FIRST)).orElseThrow().begun());
  }

  @Test
  void promotesACanaryThatAnswersAllItsTweetsInTime() {
    Judgement judgement = canary(latency(4_520, 20), latency(480, 24), BETTER);

    assertEquals(new RolloutChange.Promote(Optional.of(Challenger.CANARY)), change(judgement));
    assertTrue(
        judgement
            .why()
            .startsWith(
                "the canary gave 480 of 500 answers expected, after 24 ms each, the active version"
                    + " after 20 ms; v2 had 95.0 %"),
        judgement::why);
  }

  @Test
  void waitsForACanarysAnswers() {
    assertEquals(
        new Judgement.Wait("490 of 500 answers are expected of the canary by now"),
        canary(latency(4_400, 20), latency(500, 20), BETTER));
  }

  /** Four deviations are 4 · √(500 · 0.9) = 85. */
  @Test
  void withdrawsACanaryWhoseAnswersAreMissing() {
    Judgement judgement = canary(latency(4_586, 20), latency(414, 20), BETTER);

    assertEquals(withdrawn(Challenger.CANARY), change(judgement));
    assertTrue(judgement.why().startsWith("answers are missing: "), judgement::why);
    assertEquals(
        withdrawn(Challenger.CANARY), change(canary(latency(5_000, 20), Optional.empty(), BETTER)));
  }

  @Test
  void withdrawsASlowCanary() {
    Judgement judgement = canary(latency(4_500, 200), latency(500, 301), BETTER);

    assertEquals(withdrawn(Challenger.CANARY), change(judgement));
    assertTrue(judgement.why().startsWith("slow: "), judgement::why);
    assertInstanceOf(
        RolloutChange.Promote.class,
        change(canary(latency(4_500, 200), latency(500, 299), BETTER)));
  }

  @Test
  void withdrawsACanaryThatTurnsOutWorse() {
    assertEquals(
        withdrawn(Challenger.CANARY), change(canary(latency(4_500, 20), latency(500, 20), WORSE)));
  }

  @Test
  void doesNotCountAnswersUnderAnotherRollout() {
    Standing standing =
        new Standing(
            BETTER,
            Optional.of(new Latency(7, 5_000, 5_000)),
            Optional.of(new Latency(7, 500, 500)),
            Examples.NOON);

    assertInstanceOf(Judgement.Wait.class, JUDGE.judge(canaryTrial(CANARY), standing));
  }

  @Test
  void withdrawsACanaryThatIsNotHeardOfForLong() {
    Standing standing =
        new Standing(BETTER, Optional.empty(), Optional.empty(), Examples.NOON.plus(LONGEST));

    assertEquals(withdrawn(Challenger.CANARY), change(JUDGE.judge(canaryTrial(CANARY), standing)));
  }

  @Test
  void leavesACanaryToWhoeverBeganIt() {
    RolloutInForce theirs = rollout(8, "ada", Optional.of(new Canary("v2", 0.1)), "none");
    Standing standing =
        new Standing(WORSE, latency(4_500, 20), latency(0, 0), Examples.NOON.plus(LONGEST));

    Judgement judgement = JUDGE.judge(canaryTrial(theirs), standing);

    assertEquals(new Judgement.Wait("canary v2 is for ada to decide, who began it"), judgement);
  }

  @Test
  void judgesItsOwnCanaryThoughOthersChangedSomethingElse() {
    RolloutInForce joined = rollout(9, "trainer", Optional.of(new Canary("v2", 0.1)), "v3");

    Trial trial = Trial.of(List.of(joined, CANARY, SHADOW, FIRST)).orElseThrow();

    assertEquals(CANARY, trial.begun());
    assertEquals(joined, trial.inForce());
    assertEquals(Challenger.CANARY, trial.as());
  }

  private static Judgement shadow(PairCounts pairs, Duration after) {
    return JUDGE.judge(
        Trial.of(List.of(SHADOW, FIRST)).orElseThrow(),
        new Standing(pairs, Optional.empty(), Optional.empty(), Examples.NOON.plus(after)));
  }

  private static Judgement canary(
      Optional<Latency> active, Optional<Latency> canary, PairCounts pairs) {
    return JUDGE.judge(canaryTrial(CANARY), new Standing(pairs, active, canary, Examples.NOON));
  }

  private static Trial canaryTrial(RolloutInForce canary) {
    return Trial.of(List.of(canary, SHADOW, FIRST)).orElseThrow();
  }

  private static Optional<Latency> latency(long tags, long each) {
    return Optional.of(new Latency(CANARY.offset(), tags, tags * each));
  }

  private static RolloutChange change(Judgement judgement) {
    return assertInstanceOf(Judgement.Change.class, judgement).change();
  }

  private static RolloutChange withdrawn(Challenger which) {
    return new RolloutChange.Withdraw(Optional.of(which));
  }

  private static RolloutInForce rollout(
      long offset, String by, Optional<Canary> canary, String shadow) {
    return new RolloutInForce(offset, rollout(by, canary, shadow, Duration.ZERO));
  }

  private static Rollout rollout(
      String by, Optional<Canary> canary, String shadow, Duration afterNoon) {
    Instant at = Examples.NOON.plus(afterNoon);
    return new Rollout(
        "ab".repeat(32),
        "v1",
        canary,
        Optional.of(shadow).filter(version -> !version.equals("none")),
        Optional.empty(),
        by,
        "a test",
        at);
  }
}
