package io.tocsin.monitor.labelling;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.messaging.labelling.Doubt;
import io.tocsin.monitor.tweet.Answer;
import io.tocsin.monitor.tweet.TaggedTweet;
import java.util.Optional;

/**
 * Why and how urgently a tweet should be labelled. A lot below the audit rate sets it apart for
 * audits, once and for all: were active learning to take some of these, what is left would no
 * longer be a fair sample. All others go by {@link Doubt}.
 */
final class CandidateRank {
  private CandidateRank() {}

  /** Returns the candidate that a tweet makes; none before it was answered. */
  static Optional<Candidate> of(TaggedTweet tweet, Classification tag, double auditRate) {
    return tweet
        .answer()
        .map(
            answer -> {
              double lot = AuditDraw.lot(tag.tweetId());
              return lot < auditRate
                  ? candidate(tag, LabelReason.AUDIT, lot)
                  : candidate(tag, LabelReason.ACTIVE_LEARNING, doubt(answer, tweet));
            });
  }

  private static double doubt(Answer answer, TaggedTweet tweet) {
    return Doubt.of(answer.probabilities(), tweet.shadow().map(Answer::probabilities));
  }

  private static Candidate candidate(Classification tag, LabelReason reason, double rank) {
    return new Candidate(
        tag.tweetId(), reason, rank, tag.sourcePartition(), tag.sourceOffset(), tag.receivedAt());
  }
}
