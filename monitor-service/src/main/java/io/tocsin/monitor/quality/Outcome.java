package io.tocsin.monitor.quality;

import io.tocsin.contracts.label.LabelReason;
import io.tocsin.monitor.tweet.Answer;
import io.tocsin.monitor.tweet.GivenLabel;
import io.tocsin.monitor.tweet.TaggedTweet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An answer whose tweet was audited.
 *
 * @param category what the tweet is
 */
record Outcome(Answer answer, String category) {
  /** A probability below counts as this, so that the loss stays finite. */
  private static final double LEAST_PROBABILITY = Float.MIN_NORMAL;

  /**
   * Returns what counts of a tweet. Labels that active learning chose are of tweets on which the
   * model was unsure, and those of a data set may have taught it: neither is a fair sample.
   *
   * @param horizon labels that came later count no more
   */
  static List<Outcome> of(TaggedTweet tweet, Duration horizon) {
    Optional<GivenLabel> audit = tweet.label().filter(label -> label.reason() == LabelReason.AUDIT);
    return audit.stream()
        .flatMap(
            label ->
                tweet.answers().stream()
                    .filter(answer -> isWithin(horizon, answer, label))
                    .filter(answer -> answer.probabilities().containsKey(label.category()))
                    .map(answer -> new Outcome(answer, label.category())))
        .toList();
  }

  private static boolean isWithin(Duration horizon, Answer answer, GivenLabel label) {
    return Duration.between(answer.at(), label.at()).abs().compareTo(horizon) <= 0;
  }

  boolean isHit() {
    return answer.category().equals(category);
  }

  /** Returns −ln of the probability that was given to what the tweet is. */
  double loss() {
    return -Math.log(Math.max(answer.probabilities().get(category), LEAST_PROBABILITY));
  }
}
