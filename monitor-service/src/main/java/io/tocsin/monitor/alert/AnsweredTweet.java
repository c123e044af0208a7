package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.monitor.tweet.Change;
import java.time.Instant;
import java.util.Optional;

/**
 * A tweet that the stream was told is of a category, for the first time.
 *
 * @param receivedAt when the tweet's record was written, and so a part of where it stands
 * @param at when it counts: no later than it was classified, whatever its source's clock says
 */
@Contract
record AnsweredTweet(
    String tweetId,
    String category,
    @Required double probability,
    Optional<String> keyword,
    @Required int sourcePartition,
    @Required long sourceOffset,
    @IsoTime Instant receivedAt,
    @IsoTime Instant at) {

  /** Returns what a change tells, if that is the first answer that counts. */
  static Optional<AnsweredTweet> of(Change change) {
    boolean isFirst =
        change.before().answers().stream()
            .noneMatch(answer -> counts(answer.role(), answer.version()));
    return change
        .tag()
        .filter(tag -> isFirst && counts(tag.role(), tag.adapterVersion()))
        .map(AnsweredTweet::of);
  }

  private static AnsweredTweet of(Classification tag) {
    Instant received = tag.receivedAt();
    Instant classified = tag.classifiedAt();
    return new AnsweredTweet(
        tag.tweetId(),
        tag.category(),
        tag.probability(),
        tag.keyword(),
        tag.sourcePartition(),
        tag.sourceOffset(),
        received,
        received.isBefore(classified) ? received : classified);
  }

  private static boolean counts(Role role, String version) {
    return role != Role.SHADOW && !version.equals(UntrainedHead.VERSION);
  }
}
