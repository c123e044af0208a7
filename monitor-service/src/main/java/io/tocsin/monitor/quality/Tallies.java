package io.tocsin.monitor.quality;

import io.tocsin.monitor.store.RecentJsonSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** How tallies are kept: in memory and a changelog, for they are few. */
final class Tallies {
  /** What waits to be read for so long finds its tally still. */
  private static final Duration GRACE = Duration.ofDays(1);

  private Tallies() {}

  static StoreBuilder<KeyValueStore<String, Tally>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(name), Serdes.String(), new RecentJsonSerde<>(Tally.class));
  }

  /**
   * Forgets those that nothing can be added to or taken from any more.
   *
   * @param horizon how long after a tag its label may come
   */
  static void expire(KeyValueStore<String, Tally> tallies, Instant now, Duration horizon) {
    Instant since = now.minus(horizon).minus(GRACE);
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, Tally> all = tallies.all()) {
      while (all.hasNext()) {
        KeyValue<String, Tally> next = all.next();
        if (next.value.lastAt().isBefore(since)) {
          old.add(next.key);
        }
      }
    }
    old.forEach(tallies::delete);
  }
}
