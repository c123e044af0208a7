package io.tocsin.monitor.labelling;

import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.tweet.Tweet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Hands candidates out, each not again for a while. What was handed out is remembered in memory
 * only: after a restart the same tweet may be asked for once more.
 */
final class LabellingQueue {
  private final LabellingRules rules;
  private final InstantSource clock;
  private final Map<String, Instant> handedOut = new HashMap<>();
  private long audits;
  private long all;

  LabellingQueue(LabellingRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Returns tweets to label, the random ones among the others.
   *
   * @param count so many at most
   * @param candidates all there are
   * @param texts finds a candidate's tweet, unless it is gone
   */
  synchronized List<TweetToLabel> next(
      int count, List<Candidate> candidates, Function<Candidate, Optional<Tweet>> texts) {
    Instant now = clock.instant();
    handedOut.values().removeIf(at -> at.plus(rules.again()).isBefore(now));
    List<Candidate> waiting =
        candidates.stream()
            .filter(candidate -> !handedOut.containsKey(candidate.tweetId()))
            .filter(candidate -> !candidate.receivedAt().isBefore(now.minus(rules.recency())))
            .sorted(Candidate.FIRST)
            .toList();
    Iterator<Candidate> audit = of(LabelReason.AUDIT, waiting);
    Iterator<Candidate> learning = of(LabelReason.ACTIVE_LEARNING, waiting);
    List<TweetToLabel> given = new ArrayList<>();
    while (given.size() < count && (audit.hasNext() || learning.hasNext())) {
      boolean isAudit = learning.hasNext() ? isAuditDue() && audit.hasNext() : audit.hasNext();
      Candidate candidate = (isAudit ? audit : learning).next();
      texts.apply(candidate).ifPresent(tweet -> given.add(counted(candidate, tweet)));
      handedOut.put(candidate.tweetId(), now);
    }
    given.sort(Comparator.comparingDouble(tweet -> AuditDraw.lot("order:" + tweet.tweetId())));
    return given;
  }

  /** Over all requests together, so that those for one tweet get their share too. */
  private boolean isAuditDue() {
    return audits + 1 <= rules.auditShare() * (all + 1) || (all == 0 && rules.auditShare() > 0);
  }

  private TweetToLabel counted(Candidate candidate, Tweet tweet) {
    all++;
    audits += candidate.reason() == LabelReason.AUDIT ? 1 : 0;
    return TweetToLabel.of(candidate, tweet);
  }

  private static Iterator<Candidate> of(LabelReason reason, List<Candidate> waiting) {
    return waiting.stream().filter(candidate -> candidate.reason() == reason).iterator();
  }
}
