package io.tocsin.inference.rollout;

import io.tocsin.contracts.classification.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who answers: a rollout with all it names loaded. It never changes; another takes its place.
 *
 * @param rolloutOffset names the rollout; absent before the first
 * @param active answers
 * @param canary answers some tweets in its place
 * @param shadow classifies beside the answer
 */
public record Lineup(
    Optional<Long> rolloutOffset,
    ServedModel active,
    Optional<CanaryModel> canary,
    Optional<ServedModel> shadow) {
  /**
   * A model that answers a share of the tweets.
   *
   * @param share in (0, 1)
   */
  public record CanaryModel(ServedModel served, double share) {}

  /** Who answers a tweet, and as what. */
  public record Answerer(Role role, ServedModel served) {}

  /** Returns what answers before the first rollout. */
  static Lineup untrained(ServedModel served) {
    return new Lineup(Optional.empty(), served, Optional.empty(), Optional.empty());
  }

  /** Returns who answers a tweet: for one id always the same. */
  public Answerer answerer(String tweetId) {
    return canary
        .filter(candidate -> StickyShare.isChosen(tweetId, candidate.share()))
        .map(candidate -> new Answerer(Role.CANARY, candidate.served()))
        .orElseGet(() -> new Answerer(Role.ACTIVE, active));
  }

  /** Returns all that is loaded for it, the active one first. */
  public List<ServedModel> all() {
    return Stream.of(Stream.of(active), canary.stream().map(CanaryModel::served), shadow.stream())
        .flatMap(some -> some)
        .toList();
  }

  /** Returns who serves as what: versions by the roles' names in JSON. */
  public Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("active", active.version());
    canary.ifPresent(candidate -> versions.put("canary", candidate.served().version()));
    shadow.ifPresent(beside -> versions.put("shadow", beside.version()));
    return versions;
  }
}
