package io.tocsin.monitor.quality;

import io.tocsin.contracts.classification.Role;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.drift.References;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** All that was counted, as of one moment: what decisions rest upon. */
public final class LiveQuality {
  private final Map<TallyKey, Tally> tallies;
  private final QualityFigures figures;

  LiveQuality(Map<TallyKey, Tally> tallies, QualityFigures figures) {
    this.tallies = tallies;
    this.figures = figures;
  }

  /**
   * Asks for it. Only the replica with the one task of the figures has it.
   *
   * @throws io.tocsin.monitor.problem.RefusedException if it cannot be had here, or not just now
   */
  public static LiveQuality of(Monitor monitor) {
    References references =
        monitor.ask(
            References.STORE,
            QueryableStoreTypes.<String, byte[]>timestampedKeyValueStore(),
            References::new);
    return new LiveQuality(
        monitor.ask(
            QualityProcessor.TALLIES,
            QueryableStoreTypes.<String, Tally>keyValueStore(),
            WholeTallies::of),
        new QualityFigures(monitor.quality(), references));
  }

  /** Returns how a shadow did on the tweets that the active version tagged too. */
  public PairCounts pairs(String shadow, String active) {
    return sincePublication(shadow, Role.SHADOW).pairs(active);
  }

  /** Returns how long tweets wait for a version, under the newest rollout it tagged under. */
  public Optional<Latency> latency(String version, Role role) {
    return sincePublication(version, role).latency();
  }

  /** Returns how the active version did in all windows that end later than some time ago. */
  public VersionQuality recent(String active, Instant since) {
    Tally sum =
        tallies.entrySet().stream()
            .filter(entry -> isRecent(entry.getKey(), active, since))
            .map(Map.Entry::getValue)
            .reduce(Tally.NOTHING, Tally::plus);
    return figures.of(key(active, Role.ACTIVE), sum);
  }

  private boolean isRecent(TallyKey key, String active, Instant since) {
    return key.version().equals(active)
        && key.role() == Role.ACTIVE
        && key.window(figures.rules().window())
            .filter(window -> window.end().isAfter(since))
            .isPresent();
  }

  private Tally sincePublication(String version, Role role) {
    return tallies.getOrDefault(key(version, role), Tally.NOTHING);
  }

  private static TallyKey key(String version, Role role) {
    return new TallyKey(version, role, Optional.empty());
  }
}
