package io.tocsin.contracts.alert;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What of a tweet is counted. */
public enum TermKind {
  /** What the tweet was found by. */
  @JsonProperty("keyword")
  KEYWORD,
  /** A hashtag in its text, without the sign. */
  @JsonProperty("hashtag")
  HASHTAG,
  /** Where its author says to be. */
  @JsonProperty("place")
  PLACE
}
