package io.tocsin.monitor.quality;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.window.Window;
import io.tocsin.monitor.tweet.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is counted together. As text it sorts by role, then by window.
 *
 * @param start of the window; absent for all since the version was published
 */
record TallyKey(String version, Role role, Optional<Instant> start) {
  private static final String ALL = "all";
  private static final int PARTS = 3;

  /** Returns the two that an answer counts in. */
  static List<TallyKey> of(Answer answer, Duration window) {
    return of(answer.version(), answer.role(), answer.at(), window);
  }

  /** Returns the two that a classification counts in. */
  static List<TallyKey> of(Classification tag, Duration window) {
    return of(tag.adapterVersion(), tag.role(), tag.classifiedAt(), window);
  }

  private static List<TallyKey> of(String version, Role role, Instant at, Duration window) {
    long millis = window.toMillis();
    Instant start = Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
    return List.of(
        new TallyKey(version, role, Optional.of(start)),
        new TallyKey(version, role, Optional.empty()));
  }

  static TallyKey parse(String text) {
    String[] parts = text.split("/", PARTS);
    Optional<Instant> start =
        Optional.of(parts[1])
            .filter(found -> !found.equals(ALL))
            .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
    return new TallyKey(parts[2], Role.valueOf(parts[0]), start);
  }

  Optional<Window> window(Duration length) {
    return start.map(from -> new Window(from, from.plus(length)));
  }

  String text() {
    return role
        + "/"
        + start.map(from -> Long.toString(from.toEpochMilli())).orElse(ALL)
        + "/"
        + version;
  }
}
