package io.tocsin.messaging.rollout;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the rollout that replaces the one in force: the one rule for all that decide. */
public final class NextRollout {
  /** So many versions are named to whoever named one that is not there. */
  private static final int NAMED = 5;

  private final String baseFingerprint;
  private final Map<String, AdapterPublished> adapters;
  private final List<RolloutInForce> newestFirst;

  /**
   * Prepares deciding.
   *
   * @param adapters all that were published, by version
   * @param newestFirst the rollouts of the base that were in force, the one that is in front
   */
  public NextRollout(
      String baseFingerprint,
      Map<String, AdapterPublished> adapters,
      List<RolloutInForce> newestFirst) {
    this.baseFingerprint = baseFingerprint;
    this.adapters = Map.copyOf(adapters);
    this.newestFirst = List.copyOf(newestFirst);
  }

  /** Who answers as what. */
  private record Roles(String active, Optional<Canary> canary, Optional<String> shadow) {
    static Roles of(Rollout rollout) {
      return new Roles(rollout.active(), rollout.canary(), rollout.shadow());
    }

    /** Returns the same without a version, but for the active one. */
    Roles without(String version) {
      return new Roles(
          active,
          canary.filter(found -> !found.version().equals(version)),
          shadow.filter(found -> !found.equals(version)));
    }
  }

  /**
   * Returns the rollout after a change.
   *
   * @throws RolloutRefusedException if it names a version that cannot be had, or does not fit what
   *     is in force
   * @throws IllegalArgumentException naming the first value of change or decision that is wrong
   */
  public Rollout after(RolloutChange change, Decision decision) {
    Roles now = inForce().map(Roles::of).orElseGet(NextRollout::untrained);
    Roles next = next(change, now);
    if (inForce().isPresent() && next.equals(now)) {
      throw RolloutRefusedException.conflict(
          "expected a change, found none: it is so since rollout %d"
              .formatted(newestFirst.getFirst().offset()));
    }
    return new Rollout(
        baseFingerprint,
        next.active(),
        next.canary(),
        next.shadow(),
        newestFirst.stream().findFirst().map(RolloutInForce::offset),
        decision.by(),
        decision.why(),
        decision.at());
  }

  private Optional<Rollout> inForce() {
    return newestFirst.stream().findFirst().map(RolloutInForce::rollout);
  }

  private static Roles untrained() {
    return new Roles(UntrainedHead.VERSION, Optional.empty(), Optional.empty());
  }

  private Roles next(RolloutChange change, Roles now) {
    return switch (change) {
      case RolloutChange.Activate(String version) -> active(version, now);
      case RolloutChange.StartCanary(String version, double share) -> canary(version, share, now);
      case RolloutChange.StartShadow(String version) -> shadow(version, now);
      case RolloutChange.Withdraw(Optional<Challenger> which) -> withdrawn(which, now);
      case RolloutChange.Promote(Optional<Challenger> which) -> active(promoted(which, now), now);
      case RolloutChange.RollBack() -> rolledBack(now);
    };
  }

  private Roles active(String version, Roles now) {
    Roles rest = now.without(known(version));
    return new Roles(version, rest.canary(), rest.shadow());
  }

  private Roles canary(String version, double share, Roles now) {
    requireNotActive(version, now);
    Roles rest = now.without(known(version));
    return new Roles(now.active(), Optional.of(new Canary(version, share)), rest.shadow());
  }

  private Roles shadow(String version, Roles now) {
    requireNotActive(version, now);
    Roles rest = now.without(known(version));
    return new Roles(now.active(), rest.canary(), Optional.of(version));
  }

  private static Roles withdrawn(Optional<Challenger> which, Roles now) {
    if (which.isEmpty() && now.canary().isEmpty() && now.shadow().isEmpty()) {
      throw none("canary or shadow", now);
    }
    which.ifPresent(one -> version(one, now));
    boolean canaryStays = which.equals(Optional.of(Challenger.SHADOW));
    boolean shadowStays = which.equals(Optional.of(Challenger.CANARY));
    return new Roles(
        now.active(), now.canary().filter(_ -> canaryStays), now.shadow().filter(_ -> shadowStays));
  }

  private static String promoted(Optional<Challenger> which, Roles now) {
    if (which.isEmpty() && now.canary().isPresent() && now.shadow().isPresent()) {
      throw RolloutRefusedException.conflict(
          "expected which to promote, found none: %s is canary, %s is shadow"
              .formatted(now.canary().get().version(), now.shadow().get()));
    }
    return which
        .map(one -> version(one, now))
        .or(() -> now.canary().map(Canary::version))
        .or(now::shadow)
        .orElseThrow(() -> none("canary or shadow", now));
  }

  private static String version(Challenger which, Roles now) {
    return switch (which) {
      case CANARY -> now.canary().map(Canary::version).orElseThrow(() -> none("canary", now));
      case SHADOW -> now.shadow().orElseThrow(() -> none("shadow", now));
    };
  }

  private Roles rolledBack(Roles now) {
    String before =
        newestFirst.stream()
            .map(earlier -> earlier.rollout().active())
            .filter(active -> !active.equals(now.active()))
            .findFirst()
            .orElseThrow(
                () ->
                    RolloutRefusedException.conflict(
                        ("nothing to roll back to: no rollout before has another active version than"
                                + " %s; activate one by its name (%s is the untrained head)")
                            .formatted(now.active(), UntrainedHead.VERSION)));
    Roles rest = now.without(known(before));
    return new Roles(before, Optional.empty(), rest.shadow());
  }

  /** Returns the version, if it can be had on the base. */
  private String known(String version) {
    if (version.equals(UntrainedHead.VERSION)) {
      return version;
    }
    AdapterPublished adapter = adapters.get(version);
    if (adapter == null) {
      throw new RolloutRefusedException(
          RolloutRefusedException.Reason.UNKNOWN_VERSION,
          "version %s: expected a published one, such as %s, found none"
              .formatted(version, newestVersions()));
    }
    if (!adapter.baseFingerprint().equals(baseFingerprint)) {
      throw RolloutRefusedException.conflict(
          "version %s: expected an adapter of base %.12s, found one of base %.12s"
              .formatted(version, baseFingerprint, adapter.baseFingerprint()));
    }
    return version;
  }

  private List<String> newestVersions() {
    List<String> newest =
        adapters.values().stream()
            .filter(adapter -> adapter.baseFingerprint().equals(baseFingerprint))
            .sorted(Comparator.comparing(AdapterPublished::publishedAt).reversed())
            .limit(NAMED)
            .map(AdapterPublished::version)
            .toList();
    return newest.isEmpty() ? List.of(UntrainedHead.VERSION) : newest;
  }

  private static void requireNotActive(String version, Roles now) {
    if (version.equals(now.active())) {
      throw RolloutRefusedException.conflict(
          "version %s: expected another than the active one, which answers already"
              .formatted(version));
    }
  }

  private static RolloutRefusedException none(String expected, Roles now) {
    return RolloutRefusedException.conflict(
        "expected a %s beside the active version %s, found none".formatted(expected, now.active()));
  }
}
