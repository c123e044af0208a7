package io.tocsin.cli.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FaultPlanTest {
  private static final int TWEETS = 100_000;

  @Test
  void isTheSameForTheSameSeed() {
    assertEquals(plan(7), plan(7));
    assertNotEquals(plan(7), plan(8));
  }

  @Test
  void hasAllThatWasAskedFor() {
    FaultPlan plan = plan(1);

    assertEquals(3, count(plan, Fault.Kill.class));
    assertEquals(1, count(plan, Fault.StopBroker.class));
    assertEquals(2, count(plan, Fault.Pause.class));
    assertEquals(20, plan.swaps().size());
  }

  @Test
  void placesFaultsInOrderAndUnderLoad() {
    for (long seed = 0; seed < 100; seed++) {
      List<PlannedFault> disruptions = plan(seed).disruptions();

      assertEquals(
          disruptions.stream().sorted(Comparator.comparingInt(PlannedFault::atTweet)).toList(),
          disruptions);
      assertTrue(disruptions.getFirst().atTweet() >= TWEETS / 10);
      assertTrue(disruptions.getLast().atTweet() <= TWEETS * 9 / 10);
    }
  }

  @Test
  void refusesRunsThatMakeNoSense() {
    assertThrows(IllegalArgumentException.class, () -> new ChaosTerms(1, 0, 2, 3, 1, 1, 20));
    assertThrows(IllegalArgumentException.class, () -> new ChaosTerms(1, 9, 2, -1, 1, 1, 20));
  }

  private static FaultPlan plan(long seed) {
    return FaultPlan.draw(new ChaosTerms(seed, TWEETS, 2, 3, 1, 2, 20));
  }

  private static long count(FaultPlan plan, Class<? extends Fault> kind) {
    return plan.disruptions().stream().filter(planned -> kind.isInstance(planned.fault())).count();
  }
}
