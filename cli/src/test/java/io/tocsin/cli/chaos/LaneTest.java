package io.tocsin.cli.chaos;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class LaneTest {
  private static final List<PlannedFault> FAULTS =
      List.of(
          new PlannedFault(10, new Fault.Kill(0)), new PlannedFault(20, new Fault.StopBroker()));

  private final List<PlannedFault> done = new CopyOnWriteArrayList<>();

  @Test
  void beginsEachFaultAtItsMomentAndNoneBeforeTheOneBeforeIsOver() {
    CountDownLatch first = new CountDownLatch(1);
    try (Lane lane = new Lane(FAULTS, fault -> act(fault, first))) {
      lane.at(9);
      assertEquals(10, lane.limit());
      lane.at(10);
      assertEquals(20, lane.limit());
      lane.at(25);
      assertEquals(List.of(), done);

      first.countDown();

      await().pollInSameThread().until(() -> isOver(lane, 25));
      assertEquals(FAULTS, done);
      assertEquals(Integer.MAX_VALUE, lane.limit());
    }
  }

  @Test
  void tellsThatAFaultFailed() {
    try (Lane lane = new Lane(FAULTS.subList(0, 1), _ -> fail())) {
      lane.at(10);

      assertThrows(CompletionException.class, () -> await().pollInSameThread().until(lane::isOver));
    }
  }

  @Test
  void isNotOverBeforeItsFaultsHappened() {
    try (Lane lane = new Lane(FAULTS, done::add)) {
      assertFalse(lane.isOver());
    }
  }

  private void act(PlannedFault fault, CountDownLatch latch) {
    try {
      latch.await();
      done.add(fault);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fail() {
    throw new IllegalStateException("as planned");
  }

  private static boolean isOver(Lane lane, int tweets) {
    lane.at(tweets);
    return lane.isOver();
  }
}
