package io.tocsin.monitor.labelling;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.tweet.Tweet;
import java.time.Instant;
import java.util.Optional;

/**
 * A tweet that somebody is asked to label. With a category added it is what {@code POST /labels}
 * takes. It does not tell what any version says: whoever labels should not be led.
 *
 * @param reason to be sent back with the label: on it depends what the label may be used for
 * @param receivedAt when the tweet came
 */
@Contract
public record TweetToLabel(
    String tweetId,
    String text,
    Optional<String> keyword,
    LabelReason reason,
    @IsoTime Instant receivedAt) {
  static TweetToLabel of(Candidate candidate, Tweet tweet) {
    return new TweetToLabel(
        candidate.tweetId(),
        tweet.text(),
        tweet.keyword(),
        candidate.reason(),
        candidate.receivedAt());
  }

  /** Tells the tweet without its text, which does not belong into logs. */
  @Override
  public String toString() {
    return "TweetToLabel[tweetId=%s, reason=%s]".formatted(tweetId, reason);
  }
}
