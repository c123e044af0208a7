package io.tocsin.monitor.quality;

import io.tocsin.contracts.classification.Role;
import io.tocsin.monitor.tweet.Answer;
import java.util.List;
import java.util.stream.Stream;

/** An audited tweet that a shadow tagged beside the active version. */
record Pair(Outcome challenger, Outcome active) {
  /** Returns the pairs among what counts of one tweet. */
  static List<Pair> of(List<Outcome> outcomes) {
    return in(Role.SHADOW, outcomes)
        .flatMap(
            shadow ->
                in(Role.ACTIVE, outcomes)
                    .filter(active -> !version(active).equals(version(shadow)))
                    .map(active -> new Pair(shadow, active)))
        .toList();
  }

  /** Returns where it counts. */
  Answer answer() {
    return challenger.answer();
  }

  String activeVersion() {
    return version(active);
  }

  private static Stream<Outcome> in(Role role, List<Outcome> outcomes) {
    return outcomes.stream().filter(outcome -> outcome.answer().role() == role);
  }

  private static String version(Outcome outcome) {
    return outcome.answer().version();
  }
}
