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

  /** Over all requests together, so that those for one tweet get their share too. */
  private Shares shares = new Shares(0, 0);

  LabellingQueue(LabellingRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Returns tweets to label, the random ones among the others. If it fails, none is handed out.
   *
   * @param count so many at most
   * @param candidates all there are
   * @param texts finds a candidate's tweet, unless it is gone; may fail
   */
  synchronized List<TweetToLabel> next(
      int count, List<Candidate> candidates, Function<Candidate, Optional<Tweet>> texts) {
    Instant now = clock.instant();
    handedOut.values().removeIf(at -> at.plus(rules.again()).isBefore(now));
    Iterator<Candidate> audit = waiting(LabelReason.AUDIT, candidates, now);
    Iterator<Candidate> learning = waiting(LabelReason.ACTIVE_LEARNING, candidates, now);
    List<Candidate> looked = new ArrayList<>();
    List<TweetToLabel> given = new ArrayList<>();
    Shares next = shares;
    while (given.size() < count && (audit.hasNext() || learning.hasNext())) {
      boolean isAuditDue = next.isAuditDue(rules.auditShare()) || !learning.hasNext();
      Candidate candidate = (isAuditDue && audit.hasNext() ? audit : learning).next();
      looked.add(candidate);
      Optional<Tweet> tweet = texts.apply(candidate);
      if (tweet.isPresent()) {
        given.add(TweetToLabel.of(candidate, tweet.get()));
        next = next.plus(candidate.reason());
      }
    }
    shares = next;
    looked.forEach(candidate -> handedOut.put(candidate.tweetId(), now));
    given.sort(Comparator.comparingDouble(tweet -> AuditDraw.lot("order:" + tweet.tweetId())));
    return given;
  }

  private Iterator<Candidate> waiting(LabelReason reason, List<Candidate> candidates, Instant now) {
    return candidates.stream()
        .filter(candidate -> candidate.reason() == reason)
        .filter(candidate -> !handedOut.containsKey(candidate.tweetId()))
        .filter(candidate -> !candidate.receivedAt().isBefore(now.minus(rules.recency())))
        .sorted(Candidate.FIRST)
        .iterator();
  }

  /** What was handed out so far. */
  private record Shares(long audits, long all) {
    boolean isAuditDue(double share) {
      return audits + 1 <= share * (all + 1) || (all == 0 && share > 0);
    }

    Shares plus(LabelReason reason) {
      return new Shares(audits + (reason == LabelReason.AUDIT ? 1 : 0), all + 1);
    }
  }
}
