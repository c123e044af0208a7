package io.tocsin.monitor.quality;

import io.tocsin.contracts.classification.Role;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.drift.References;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What decisions rest upon, asked of the stores as far as it is wanted. */
public final class LiveQuality {
  private final Function<TallyKey, Tally> tallies;
  private final QualityFigures figures;

  LiveQuality(Function<TallyKey, Tally> tallies, QualityFigures figures) {
    this.tallies = tallies;
    this.figures = figures;
  }

  /**
   * Looks for the figures. Only the replica with their one task has them.
   *
   * @throws io.tocsin.http.problem.RefusedException if they cannot be had here, or not just now;
   *     likewise later
   */
  public static LiveQuality of(Monitor monitor) {
    References references =
        monitor.ask(
            References.STORE,
            QueryableStoreTypes.<String, byte[]>timestampedKeyValueStore(),
            References::new);
    ask(monitor, ReadOnlyKeyValueStore::approximateNumEntries);
    return new LiveQuality(
        key -> ask(monitor, store -> WholeTallies.of(store, key)),
        new QualityFigures(monitor.quality(), references));
  }

  private static <T> T ask(
      Monitor monitor, Function<ReadOnlyKeyValueStore<String, Tally>, T> question) {
    return monitor.ask(QualityProcessor.TALLIES, QueryableStoreTypes.keyValueStore(), question);
  }

  /** Returns how a shadow did on the tweets that the active version tagged too. */
  public PairCounts pairs(String shadow, String active) {
    return sincePublication(shadow, Role.SHADOW).pairs(active);
  }

  /** Returns how long tweets wait for a version, under the newest rollout it tagged under. */
  public Optional<Latency> latency(String version, Role role) {
    return sincePublication(version, role).latency();
  }

  /** Returns how the active version did in all windows of a time, the first and last as a whole. */
  public VersionQuality recent(String active, Instant from, Instant until) {
    long length = figures.rules().window().toMillis();
    Tally sum =
        LongStream.rangeClosed(
                Math.floorDiv(from.toEpochMilli(), length),
                Math.floorDiv(until.toEpochMilli(), length))
            .mapToObj(window -> Instant.ofEpochMilli(window * length))
            .map(start -> new TallyKey(active, Role.ACTIVE, Optional.of(start)))
            .map(tallies)
            .reduce(Tally.NOTHING, Tally::plus);
    return figures.of(key(active, Role.ACTIVE), sum);
  }

  private Tally sincePublication(String version, Role role) {
    return tallies.apply(key(version, role));
  }

  private static TallyKey key(String version, Role role) {
    return new TallyKey(version, role, Optional.empty());
  }
}
