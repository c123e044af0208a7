package io.tocsin.inference.rollout;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.inference.model.FakeModel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class LineupSwitchTest {
  private final LineupSwitch lineups = new LineupSwitch();
  private final Lineup first = lineup("a");
  private final Lineup second = lineup("b");

  @Test
  void hasNoBatchBeforeTheFirstLineup() {
    assertThrows(IllegalStateException.class, lineups::beginBatch);
  }

  @Test
  void freesTheOldLineupOnlyAfterItsLastBatch() throws Exception {
    lineups.replace(first);
    lineups.beginBatch();

    CompletableFuture<Optional<Lineup>> freed = CompletableFuture.supplyAsync(this::replace);
    await().until(() -> lineups.current().equals(Optional.of(second)));
    boolean wasFreedEarly = freed.isDone();
    lineups.endBatch();

    assertFalse(wasFreedEarly);
    assertEquals(Optional.of(first), freed.get());
  }

  @Test
  void givesTheNextBatchTheNewLineup() throws Exception {
    lineups.replace(first);
    lineups.beginBatch();
    lineups.endBatch();
    lineups.replace(second);

    assertEquals(second, lineups.beginBatch());
  }

  private Optional<Lineup> replace() {
    try {
      return lineups.replace(second);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Lineup lineup(String version) {
    return Lineup.untrained(new ServedModel(version, new FakeModel()));
  }
}
