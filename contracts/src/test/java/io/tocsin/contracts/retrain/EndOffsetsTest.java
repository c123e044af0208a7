package io.tocsin.contracts.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class EndOffsetsTest {
  @Test
  void ordersPartitionsByNumber() {
    EndOffsets offsets = EndOffsets.of(5, 0, 7, 1, 1, 1, 1, 1, 1, 1, 10);

    assertEquals(10, offsets.byPartition().lastKey());
    assertEquals(List.of(5L, 0L, 7L), offsets.byPartition().values().stream().limit(3).toList());
  }

  @Test
  void namesTheMissingPartition() {
    Map<Integer, Long> gap = Map.of(0, 5L, 2, 7L);

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new EndOffsets(new TreeMap<>(gap)));

    assertEquals("partition 1: expected a value, found none", e.getMessage());
  }

  @Test
  void refusesATopicWithoutPartitions() {
    assertThrows(IllegalArgumentException.class, EndOffsets::of);
  }
}
