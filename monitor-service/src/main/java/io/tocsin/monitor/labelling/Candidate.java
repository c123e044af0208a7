package io.tocsin.monitor.labelling;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.label.LabelReason;
import java.time.Instant;
import java.util.Comparator;

/**
 * A tweet that might be labelled. Its text is not kept, but where it stands.
 *
 * @param reason why it would be
 * @param rank the lowest goes first
 * @param sourcePartition of topic {@code tweets}
 * @param sourceOffset of topic {@code tweets}
 * @param receivedAt when the tweet came
 */
@Contract
record Candidate(
    String tweetId,
    LabelReason reason,
    @Required double rank,
    @Required int sourcePartition,
    @Required long sourceOffset,
    @IsoTime Instant receivedAt) {
  static final Comparator<Candidate> FIRST =
      Comparator.comparingDouble(Candidate::rank).thenComparing(Candidate::tweetId);
}
