package io.tocsin.monitor.quality;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The parts of tallies, added up. */
final class WholeTallies {
  private WholeTallies() {}

  /** Returns one. */
  static Tally of(ReadOnlyKeyValueStore<String, Tally> parts, TallyKey whole) {
    try (KeyValueIterator<String, Tally> some =
        parts.prefixScan(PartKey.prefix(whole), new StringSerializer())) {
      return added(some).getOrDefault(whole, Tally.NOTHING);
    }
  }

  /** Returns all. */
  static Map<TallyKey, Tally> of(ReadOnlyKeyValueStore<String, Tally> parts) {
    try (KeyValueIterator<String, Tally> all = parts.all()) {
      return added(all);
    }
  }

  private static Map<TallyKey, Tally> added(KeyValueIterator<String, Tally> some) {
    Map<TallyKey, Tally> sums = new HashMap<>();
    while (some.hasNext()) {
      KeyValue<String, Tally> part = some.next();
      sums.merge(PartKey.parse(part.key).whole(), part.value, Tally::plus);
    }
    return sums;
  }
}
