package io.tocsin.monitor.quality;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.monitor.drift.Reference;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is counted of one version in one role and one window.
 *
 * @param classifications so many were made
 * @param outcomes of those that were audited
 * @param figures classifications by figure, then by bin of the adapter's reference
 * @param lastAt when the last one was made
 */
@Contract
record Tally(
    @Required long classifications,
    Outcomes outcomes,
    Map<String, BinCounts> figures,
    @IsoTime Instant lastAt) {
  static final Tally NOTHING = new Tally(0, Outcomes.NONE, Map.of(), Instant.EPOCH);

  /** Returns this with one classification more. */
  Tally plus(Classification tag, Reference reference) {
    Map<String, BinCounts> counts = new TreeMap<>(figures);
    reference
        .figures()
        .forEach(
            (figure, bins) ->
                counts.merge(
                    figure, BinCounts.single(bins.size(), bins.bin(tag)), BinCounts::plus));
    return new Tally(classifications + 1, outcomes, counts, later(tag.classifiedAt()));
  }

  Tally plus(Outcome outcome) {
    return new Tally(classifications, outcomes.plus(outcome), figures, lastAt);
  }

  Tally minus(Outcome outcome) {
    return new Tally(classifications, outcomes.minus(outcome), figures, lastAt);
  }

  Tally plus(Tally other) {
    Map<String, BinCounts> counts = new TreeMap<>(figures);
    other.figures.forEach((figure, more) -> counts.merge(figure, more, BinCounts::plus));
    return new Tally(
        classifications + other.classifications,
        outcomes.plus(other.outcomes),
        counts,
        later(other.lastAt));
  }

  private Instant later(Instant time) {
    return time.isAfter(lastAt) ? time : lastAt;
  }
}
