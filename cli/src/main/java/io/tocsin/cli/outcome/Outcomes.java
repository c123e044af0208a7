package io.tocsin.cli.outcome;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What became of the records of topic {@code tweets}, as a reader of committed records sees it.
 *
 * @param tweets records there are: tweets, deletions, and what is neither
 * @param answered those with an answer
 * @param deadLettered those with a dead letter
 * @param deleted deletions that took effect
 * @param lost records without an outcome
 * @param doubled outcomes beyond a record's first
 * @param strays answers and dead letters to no record, or to one that they do not fit
 * @param mistagged answers that name a rollout that never was in force, or another version than its
 * @param misordered answers that stand before one to an earlier tweet of the same key
 * @param contradicting answers whose numbers are others than those that the same version gave the
 *     same text
 */
public record Outcomes(
    long tweets,
    long answered,
    long deadLettered,
    long deleted,
    long lost,
    long doubled,
    long strays,
    long mistagged,
    long misordered,
    long contradicting) {

  /** Returns whether every record has exactly one outcome, and the right one. */
  public boolean isExact() {
    return faults().values().stream().allMatch(count -> count == 0);
  }

  /** Returns whether every record has an outcome by now. */
  @JsonIgnore
  public boolean isComplete() {
    return lost == 0;
  }

  /** Returns what there should be none of, by its name. */
  @JsonIgnore
  public SequencedMap<String, Long> faults() {
    SequencedMap<String, Long> faults = new LinkedHashMap<>();
    faults.put("lost", lost);
    faults.put("doubled", doubled);
    faults.put("strays", strays);
    faults.put("mistagged", mistagged);
    faults.put("misordered", misordered);
    faults.put("contradicting", contradicting);
    return faults;
  }

  /** Returns the faults in words, those that did not occur too. */
  public String text() {
    return faults().entrySet().stream()
        .map(fault -> String.format(Locale.ROOT, "%,d %s", fault.getValue(), fault.getKey()))
        .collect(Collectors.joining(", "));
  }
}
