package io.tocsin.cli.explain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tocsin.cli.deadletter.Letter;
import io.tocsin.cli.tag.Tag;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that was found of one tweet.
 *
 * @param records of topic {@code tweets}, in their order
 * @param labels and removals of labels that are still kept, in their order: the last one counts
 * @param adapters that gave the tags, as they were published; version 0 never was
 * @param rollouts under which the tags were given
 */
record Explanation(
    String id,
    List<Sent> records,
    List<Classification> tags,
    List<Labelled> labels,
    List<Letter> deadLetters,
    List<AdapterPublished> adapters,
    List<RolloutInForce> rollouts,
    List<Searched> searched) {
  /**
   * A record of the tweet.
   *
   * @param tweet absent if the record deletes it
   */
  record Sent(RecordPosition place, Instant at, Optional<Tweet> tweet) {}

  /**
   * A record of its label.
   *
   * @param label absent if the record takes the label back, or is none
   */
  record Labelled(RecordPosition place, Instant at, Optional<Label> label) {}

  /** Returns whether there is any trace of the tweet. */
  @JsonIgnore
  boolean isKnown() {
    return !(records.isEmpty() && tags.isEmpty() && labels.isEmpty() && deadLetters.isEmpty());
  }

  /** Returns tagged records that the topic keeps no longer. */
  @JsonIgnore
  List<RecordPosition> agedOut() {
    List<RecordPosition> kept = records.stream().map(Sent::place).toList();
    return tags.stream()
        .map(Tag::source)
        .distinct()
        .filter(place -> !kept.contains(place))
        .toList();
  }
}
