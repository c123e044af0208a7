package io.tocsin.monitor.quality;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.monitor.drift.Reference;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is counted of one version in one role and one window.
 *
 * @param classifications so many were made
 * @param outcomes of those that were audited
 * @param figures classifications by figure, then by bin of the adapter's reference
 * @param pairs of a shadow, by the active version it was compared with
 * @param latency under the newest rollout
 * @param lastAt when the last one was made
 */
@Contract
record Tally(
    @Required long classifications,
    Outcomes outcomes,
    Map<String, BinCounts> figures,
    Map<String, PairCounts> pairs,
    Optional<Latency> latency,
    @IsoTime Instant lastAt) {
  static final Tally NOTHING =
      new Tally(0, Outcomes.NONE, Map.of(), Map.of(), Optional.empty(), Instant.EPOCH);

  Tally {
    pairs = pairs == null ? Map.of() : Map.copyOf(pairs); // Tallies kept by 0.1 had none.
  }

  /** Returns this with one classification more. */
  Tally plus(Classification tag, Reference reference) {
    Map<String, BinCounts> counts = new TreeMap<>();
    reference
        .figures()
        .forEach(
            (figure, bins) -> counts.put(figure, BinCounts.single(bins.size(), bins.bin(tag))));
    return plus(new Tally(1, Outcomes.NONE, counts, Map.of(), Latency.of(tag), tag.classifiedAt()));
  }

  Tally plus(Outcome outcome) {
    return with(outcomes.plus(outcome));
  }

  Tally minus(Outcome outcome) {
    return with(outcomes.minus(outcome));
  }

  Tally plus(Pair pair) {
    return with(pair.activeVersion(), pairs(pair.activeVersion()).plus(PairCounts.single(pair)));
  }

  Tally minus(Pair pair) {
    return with(pair.activeVersion(), pairs(pair.activeVersion()).minus(PairCounts.single(pair)));
  }

  Tally plus(Tally other) {
    Map<String, BinCounts> counts = new TreeMap<>(figures);
    other.figures.forEach((figure, more) -> counts.merge(figure, more, BinCounts::plus));
    Map<String, PairCounts> allPairs = new TreeMap<>(pairs);
    other.pairs.forEach((active, more) -> allPairs.merge(active, more, PairCounts::plus));
    return new Tally(
        classifications + other.classifications,
        outcomes.plus(other.outcomes),
        counts,
        allPairs,
        Latency.sum(latency, other.latency),
        other.lastAt.isAfter(lastAt) ? other.lastAt : lastAt);
  }

  PairCounts pairs(String activeVersion) {
    return pairs.getOrDefault(activeVersion, PairCounts.NONE);
  }

  private Tally with(Outcomes others) {
    return new Tally(classifications, others, figures, pairs, latency, lastAt);
  }

  private Tally with(String activeVersion, PairCounts counts) {
    Map<String, PairCounts> changed = new TreeMap<>(pairs);
    changed.put(activeVersion, counts);
    return new Tally(classifications, outcomes, figures, changed, latency, lastAt);
  }
}
