package io.tocsin.contracts.retrain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tocsin.contracts.Require;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a topic had been written when something was decided.
 *
 * @param byPartition for each partition, 0 to the last without a gap, the offset after its last
 *     record
 */
public record EndOffsets(@JsonValue SortedMap<Integer, Long> byPartition) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if partitions are missing or an offset is below 0
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EndOffsets {
    Require.that(byPartition != null && !byPartition.isEmpty(), "offsets", "some", "none");
    byPartition = Collections.unmodifiableSortedMap(new TreeMap<>(byPartition));
    for (int partition = 0; partition < byPartition.size(); partition++) {
      String field = "partition " + partition;
      Require.atLeast(field, 0, Require.present(field, byPartition.get(partition)));
    }
  }

  /** Returns the end offsets of partitions 0, 1, 2 and so on. */
  public static EndOffsets of(long... ends) {
    SortedMap<Integer, Long> byPartition = new TreeMap<>();
    for (int partition = 0; partition < ends.length; partition++) {
      byPartition.put(partition, ends[partition]);
    }
    return new EndOffsets(byPartition);
  }
}
