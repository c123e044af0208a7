package io.tocsin.monitor.quality;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.classification.Classification;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long tweets waited for their tags under one rollout, the newest. Versions of one rollout meet
 * the same load, so that they can be compared.
 *
 * @param rollout its offset
 * @param tags so many were made under it
 * @param milliseconds from each tweet's record to its tag, added up
 */
@Contract
public record Latency(@Required long rollout, @Required long tags, @Required long milliseconds) {
  static Optional<Latency> of(Classification tag) {
    long waited = Duration.between(tag.receivedAt(), tag.classifiedAt()).toMillis();
    return tag.rolloutOffset().map(rollout -> new Latency(rollout, 1, waited));
  }

  /** Adds; of two rollouts only the newer one counts. */
  static Optional<Latency> sum(Optional<Latency> some, Optional<Latency> others) {
    return Stream.of(some, others).flatMap(Optional::stream).reduce(Latency::plus);
  }

  private Latency plus(Latency other) {
    if (rollout != other.rollout) {
      return rollout > other.rollout ? this : other;
    }
    return new Latency(rollout, tags + other.tags, milliseconds + other.milliseconds);
  }

  /** Returns the mean, in milliseconds; 0 without a tag. */
  public double mean() {
    return tags == 0 ? 0 : (double) milliseconds / tags;
  }
}
