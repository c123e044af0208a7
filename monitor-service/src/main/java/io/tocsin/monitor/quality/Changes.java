package io.tocsin.monitor.quality;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Keys whose values have changed since they were last passed on. They are kept with the values: a
 * change is passed on even if the process dies in between.
 *
 * @param keys all of them, each its own value
 */
record Changes(KeyValueStore<String, String> keys) {
  static StoreBuilder<KeyValueStore<String, String>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.String())
        .withCachingEnabled();
  }

  void add(String key) {
    keys.putIfAbsent(key, key);
  }

  /** Returns all keys, and begins anew. */
  List<String> take() {
    List<String> taken = new ArrayList<>();
    try (KeyValueIterator<String, String> all = keys.all()) {
      while (all.hasNext()) {
        KeyValue<String, String> next = all.next();
        taken.add(next.key);
      }
    }
    taken.forEach(keys::delete);
    return taken;
  }
}
