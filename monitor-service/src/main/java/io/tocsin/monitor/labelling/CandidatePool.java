package io.tocsin.monitor.labelling;

import io.tocsin.contracts.label.LabelReason;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The first few candidates of each kind; the others are forgotten. */
final class CandidatePool {
  private final KeyValueStore<String, Candidate> store;
  private final int capacity;
  private final Map<LabelReason, NavigableSet<Candidate>> ranked = new EnumMap<>(LabelReason.class);

  /**
   * Begins with those that are stored.
   *
   * @param capacity so many of each kind are kept
   */
  CandidatePool(KeyValueStore<String, Candidate> store, int capacity) {
    this.store = store;
    this.capacity = capacity;
    try (KeyValueIterator<String, Candidate> all = store.all()) {
      all.forEachRemaining(stored -> ranked(stored.value).add(stored.value));
    }
  }

  /** Takes a candidate in, in the place of what the same tweet was before. */
  void offer(Candidate candidate) {
    NavigableSet<Candidate> others = ranked(candidate);
    boolean isFull = others.size() >= capacity;
    if (isFull
        && Candidate.FIRST.compare(candidate, others.last()) >= 0
        && store.get(candidate.tweetId()) == null) {
      return;
    }
    remove(candidate.tweetId());
    others.add(candidate);
    store.put(candidate.tweetId(), candidate);
    if (others.size() > capacity) {
      remove(others.last().tweetId());
    }
  }

  void remove(String tweetId) {
    Candidate old = store.delete(tweetId);
    if (old != null) {
      ranked(old).remove(old);
    }
  }

  void expire(Instant since) {
    List<Candidate> old =
        ranked.values().stream()
            .flatMap(NavigableSet::stream)
            .filter(candidate -> candidate.receivedAt().isBefore(since))
            .toList();
    old.forEach(candidate -> remove(candidate.tweetId()));
  }

  private NavigableSet<Candidate> ranked(Candidate candidate) {
    return ranked.computeIfAbsent(candidate.reason(), _ -> new TreeSet<>(Candidate.FIRST));
  }
}
