package io.tocsin.cli.learning;

import java.util.Locale;

/**
 * Audited tweets and how many of them were tagged right.
 *
 * @param tweets so many were audited
 * @param right so many of these were tagged right
 */
record Audits(long tweets, long right) {
  static final Audits NONE = new Audits(0, 0);

  Audits plus(Audits more) {
    return new Audits(tweets + more.tweets, right + more.right);
  }

  Audits minus(Audits earlier) {
    return new Audits(tweets - earlier.tweets, right - earlier.right);
  }

  /** Returns the live accuracy; there must be a tweet. */
  double accuracy() {
    return (double) right / tweets;
  }

  @Override
  public String toString() {
    return tweets == 0
        ? "none audited"
        : String.format(Locale.ROOT, "%.1f %% of %d audited", 100 * accuracy(), tweets);
  }
}
