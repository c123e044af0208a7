package io.tocsin.contracts.tweet;

import java.time.Instant;
import java.util.Optional;

/** Tweets to test with. */
public final class TweetExamples {
  public static final Tweet FIRE =
      new Tweet(
          Optional.of("1357924680"),
          "Forest fire near La Ronge, Sask. Canada",
          Optional.of(Instant.parse("2026-03-01T09:15:30Z")),
          Optional.of("bluesky"),
          Optional.of("forest fire"),
          Optional.of("La Ronge"),
          Optional.of("en"));

  private TweetExamples() {}
}
