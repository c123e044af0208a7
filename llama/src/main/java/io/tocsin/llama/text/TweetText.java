package io.tocsin.llama.text;

import java.util.Objects;

/**
 * What a classifier is told of a tweet.
 *
 * @param text as it was written
 * @param keyword what the tweet was found by; empty if that is not known
 */
public record TweetText(String text, String keyword) {
  public TweetText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(keyword, "keyword");
  }

  /** Returns a text whose keyword is not known. */
  public static TweetText of(String text) {
    return new TweetText(text, "");
  }
}
