package io.tocsin.messaging.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tocsin.contracts.rollout.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RolloutHistoryTest {
  private static final String BASE = "a".repeat(64);
  private static final String OTHER_BASE = "b".repeat(64);
  private static final Optional<Long> NONE = Optional.empty();

  private final RolloutHistory history = new RolloutHistory(BASE);

  @Test
  void hasNothingInForceBeforeTheFirst() {
    assertEquals(Optional.empty(), history.inForce());
    assertEquals(List.of(), history.newestFirst());
  }

  @Test
  void putsTheFirstInForceIfItReplacesNone() {
    Rollout first = rollout(BASE, "first", NONE);

    RolloutOutcome outcome = history.add(3, first);

    assertEquals(new RolloutOutcome.InForce(new RolloutInForce(3, first)), outcome);
    assertEquals(Optional.of(new RolloutInForce(3, first)), history.inForce());
  }

  @Test
  void ignoresAFirstOneThatReplacesWhatNeverWas() {
    RolloutOutcome outcome = history.add(3, rollout(BASE, "first", Optional.of(2L)));

    assertEquals(new RolloutOutcome.Stale(NONE, Optional.of(2L)), outcome);
    assertEquals(Optional.empty(), history.inForce());
  }

  @Test
  void putsTheNextInForceIfItReplacesTheLast() {
    Rollout first = rollout(BASE, "first", NONE);
    Rollout second = rollout(BASE, "second", Optional.of(3L));
    history.add(3, first);

    RolloutOutcome outcome = history.add(9, second);

    assertEquals(new RolloutOutcome.InForce(new RolloutInForce(9, second)), outcome);
    assertEquals(
        List.of(new RolloutInForce(9, second), new RolloutInForce(3, first)),
        history.newestFirst());
  }

  @Test
  void ignoresASecondOneThatReplacesNone() {
    history.add(3, rollout(BASE, "first", NONE));

    RolloutOutcome outcome = history.add(4, rollout(BASE, "second", NONE));

    assertEquals(new RolloutOutcome.Stale(Optional.of(3L), NONE), outcome);
  }

  @Test
  void letsTheFirstOfTwoOperatorsWinWhoReplacedTheSameOne() {
    history.add(3, rollout(BASE, "first", NONE));
    Rollout adas = rollout(BASE, "adas", Optional.of(3L));
    history.add(4, adas);

    RolloutOutcome outcome = history.add(5, rollout(BASE, "bobs", Optional.of(3L)));

    RolloutOutcome.Stale stale = assertInstanceOf(RolloutOutcome.Stale.class, outcome);
    assertEquals("stale: it replaces rollout 3, but in force is rollout 4", stale.reason());
    assertEquals(Optional.of(new RolloutInForce(4, adas)), history.inForce());
  }

  @Test
  void saysThatNoneIsInForce() {
    RolloutOutcome.Stale stale = new RolloutOutcome.Stale(NONE, Optional.of(7L));

    assertEquals("stale: it replaces rollout 7, but in force is none", stale.reason());
  }

  @Test
  void passesOtherBasesOver() {
    Rollout first = rollout(BASE, "first", NONE);
    history.add(3, first);

    RolloutOutcome outcome = history.add(4, rollout(OTHER_BASE, "other", Optional.of(3L)));

    assertEquals(new RolloutOutcome.OtherBase(OTHER_BASE), outcome);
    assertEquals(Optional.of(new RolloutInForce(3, first)), history.inForce());
  }

  private static Rollout rollout(String base, String active, Optional<Long> replaces) {
    return new Rollout(
        base, active, Optional.empty(), Optional.empty(), replaces, "ada", "better", Instant.EPOCH);
  }
}
