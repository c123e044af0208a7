package io.tocsin.contracts.topic;

import io.tocsin.contracts.Require;

/**
 * Where a record stands in Kafka.
 *
 * @param topic not blank
 * @param partition from 0
 * @param offset from 0
 */
public record RecordPosition(String topic, int partition, long offset) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public RecordPosition {
    Require.filled("topic", topic);
    Require.atLeast("partition", 0, partition);
    Require.atLeast("offset", 0, offset);
  }

  /** Returns {@code topic-partition-offset}. */
  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
