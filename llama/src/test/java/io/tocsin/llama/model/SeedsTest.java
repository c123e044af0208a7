package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SeedsTest {
  @Test
  void followsFromSeedAndPlace() {
    assertEquals(Seeds.of(1, 2, 3), Seeds.of(1, 2, 3));
    assertNotEquals(Seeds.of(1, 2, 3), Seeds.of(1, 3, 2));
    assertNotEquals(Seeds.of(1, 2), Seeds.of(2, 1));
  }

  @Test
  void givesNeighboursUnlikeSeeds() {
    Set<Long> highHalves = new HashSet<>();
    for (long step = 0; step < 100; step++) {
      for (long shard = 0; shard < 10; shard++) {
        assertTrue(highHalves.add(Seeds.of(42, step, shard) >>> 32));
      }
    }
  }
}
