package io.tocsin.contracts.rollout;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who answers from now on, for one base. A rollout is named by its offset in the topic's only
 * partition.
 *
 * @param baseFingerprint of the base
 * @param active the adapter version that answers, not blank
 * @param canary one that answers a part in its place
 * @param shadow one whose tags stand beside the answers, not blank
 * @param replacesOffset the rollout that was in force when this one was decided; absent if there
 *     was none. When another one is in force by now, this one is stale and ignored
 * @param decidedBy not blank
 * @param why not blank
 * @param decidedAt when
 */
@Contract
public record Rollout(
    String baseFingerprint,
    String active,
    Optional<Canary> canary,
    Optional<String> shadow,
    Optional<Long> replacesOffset,
    String decidedBy,
    String why,
    @IsoTime Instant decidedAt) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Rollout {
    Require.sha256("baseFingerprint", baseFingerprint);
    Require.filled("active", active);
    Require.present("canary", canary);
    Require.filledIfPresent("shadow", shadow);
    Require.offsetIfPresent("replacesOffset", replacesOffset);
    Require.filled("decidedBy", decidedBy);
    Require.filled("why", why);
    Require.present("decidedAt", decidedAt);
    List<String> versions = versions(active, canary, shadow);
    boolean distinct = new HashSet<>(versions).size() == versions.size();
    Require.that(distinct, "active, canary, shadow", "distinct versions", versions);
  }

  /** Returns all adapter versions that must be loaded for it: the active one first. */
  public List<String> versions() {
    return versions(active, canary, shadow);
  }

  private static List<String> versions(
      String active, Optional<Canary> canary, Optional<String> shadow) {
    return Stream.of(Stream.of(active), canary.stream().map(Canary::version), shadow.stream())
        .flatMap(some -> some)
        .toList();
  }
}
