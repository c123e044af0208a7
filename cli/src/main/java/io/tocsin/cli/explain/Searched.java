package io.tocsin.cli.explain;

/**
 * What was read of a partition.
 *
 * @param oldest offset that the partition keeps
 * @param from the first offset that was read
 * @param to the offset after the last one
 */
record Searched(String topic, int partition, long oldest, long from, long to) {
  /** Returns whether nothing of it was left out. */
  boolean isWhole() {
    return from == oldest;
  }

  String text() {
    return "%s-%d: offsets %d to %d%s"
        .formatted(
            topic,
            partition,
            from,
            to,
            isWhole()
                ? oldest > 0 ? ", all that it keeps" : ", all of it"
                : ", not the older ones from %d on: see --records".formatted(oldest));
  }
}
