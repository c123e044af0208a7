package io.tocsin.contracts.label;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import java.time.Instant;
import java.util.Optional;

/**
 * What a tweet is said to be. The last label of a tweet wins; a record without a value takes it
 * back. It carries the text, so that training needs this topic alone.
 *
 * @param tweetId not blank
 * @param text the tweet's, not blank
 * @param keyword what the tweet was found by
 * @param category one of the configured ones, not blank
 * @param givenBy the person or data set that says so, not blank
 * @param reason why this tweet was labelled
 * @param givenAt when
 */
@Contract
public record Label(
    String tweetId,
    String text,
    Optional<String> keyword,
    String category,
    String givenBy,
    LabelReason reason,
    @IsoTime Instant givenAt) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Label {
    Require.filled("tweetId", tweetId);
    Require.filled("text", text);
    Require.filledIfPresent("keyword", keyword);
    Require.filled("category", category);
    Require.filled("givenBy", givenBy);
    Require.present("reason", reason);
    Require.present("givenAt", givenAt);
  }

  /** Tells the label without the tweet's text, which does not belong into logs. */
  @Override
  public String toString() {
    return "Label[tweetId=%s, category=%s, givenBy=%s, reason=%s, givenAt=%s]"
        .formatted(tweetId, category, givenBy, reason, givenAt);
  }
}
