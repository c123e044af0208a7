package io.tocsin.monitor.alert;

import io.tocsin.monitor.store.RecentJsonSerde;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The subjects that are followed, a bounded number of them. */
final class FollowedTerms {
  static final String STORE = "followed-terms";

  private final KeyValueStore<String, Followed> store;
  private final int capacity;

  /** All keys, those that were longest not met first. */
  private final SequencedSet<String> byAge = new LinkedHashSet<>();

  private final NavigableSet<String> surging = new TreeSet<>();

  /** Keys by the tweets that are their examples. */
  private final Map<String, Set<String>> byExample = new HashMap<>();

  /** Begins with those that are stored. */
  FollowedTerms(KeyValueStore<String, Followed> store, int capacity) {
    this.store = store;
    this.capacity = capacity;
    List<Followed> stored = new ArrayList<>();
    try (KeyValueIterator<String, Followed> all = store.all()) {
      all.forEachRemaining(one -> stored.add(one.value));
    }
    stored.sort(Comparator.comparingLong(one -> one.level().bucket()));
    stored.forEach(
        one -> {
          link(one.subject().key(), one);
          note(one.subject().key(), one);
        });
  }

  static StoreBuilder<KeyValueStore<String, Followed>> store() {
    // A term is met many times between two commits: only its last state is written down.
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE),
            Serdes.String(),
            new RecentJsonSerde<>(Followed.class))
        .withCachingEnabled();
  }

  Optional<Followed> find(String key) {
    return Optional.ofNullable(store.get(key));
  }

  /** Returns the keys of those that surge. */
  List<String> surging() {
    return List.copyOf(surging);
  }

  int size() {
    return byAge.size();
  }

  /** Keeps what became of one; if there are too many, another is forgotten. */
  void put(String key, Followed followed) {
    replace(key, followed);
    note(key, followed);
    if (byAge.size() > capacity) {
      byAge.stream().filter(old -> !surging.contains(old)).findFirst().ifPresent(this::forget);
    }
  }

  /** Forgets those that were last met before a bucket. */
  void expire(long bucket) {
    Iterator<String> oldest = List.copyOf(byAge).iterator();
    while (oldest.hasNext()) {
      String key = oldest.next();
      if (store.get(key).level().bucket() >= bucket) {
        return;
      }
      if (!surging.contains(key)) {
        forget(key);
      }
    }
  }

  /** Forgets a tweet: it is an example no more. */
  void forgetExample(String tweetId) {
    for (String key : List.copyOf(byExample.getOrDefault(tweetId, Set.of()))) {
      replace(key, store.get(key).without(tweetId));
    }
  }

  private void replace(String key, Followed followed) {
    unlink(key, store.get(key));
    store.put(key, followed);
    link(key, followed);
  }

  private void link(String key, Followed followed) {
    followed
        .examples()
        .forEach(
            example -> byExample.computeIfAbsent(example.tweetId(), _ -> new HashSet<>()).add(key));
  }

  private void unlink(String key, Followed old) {
    if (old != null) {
      for (Example example : old.examples()) {
        Set<String> keys = byExample.getOrDefault(example.tweetId(), new HashSet<>());
        keys.remove(key);
        if (keys.isEmpty()) {
          byExample.remove(example.tweetId());
        }
      }
    }
  }

  private void note(String key, Followed followed) {
    byAge.remove(key);
    byAge.addLast(key);
    if (followed.surge().isPresent()) {
      surging.add(key);
    } else {
      surging.remove(key);
    }
  }

  private void forget(String key) {
    unlink(key, store.delete(key));
    byAge.remove(key);
  }
}
