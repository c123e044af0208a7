package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.alert.TermKind;
import io.tocsin.contracts.tweet.Tweet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a tweet says beside its keyword, which its tag repeats.
 *
 * @param terms hashtags in the order of the text, then the place; each once
 */
@Contract
record TweetTerms(List<Term> terms) {
  /** Nobody means more; what has more is written to be found. */
  private static final int MAX_HASHTAGS = 10;

  /**
   * Letters, marks, digits and underscores after a sign that stands by itself, not digits alone:
   * Unicode's hashtag identifiers (UAX #31, R8) without emoji.
   */
  private static final Pattern HASHTAG =
      Pattern.compile(
          "(?<![\\p{L}\\p{M}\\p{N}_&#＃/])[#＃]"
              + "(?=[\\p{M}\\p{N}_]*\\p{L})([\\p{L}\\p{M}\\p{N}_]+)");

  TweetTerms {
    terms = List.copyOf(terms);
  }

  static TweetTerms of(Tweet tweet) {
    Stream<Term> hashtags =
        HASHTAG
            .matcher(tweet.text())
            .results()
            .limit(MAX_HASHTAGS)
            .flatMap(match -> Term.of(TermKind.HASHTAG, match.group(1)).stream());
    Optional<Term> place = tweet.location().flatMap(text -> Term.of(TermKind.PLACE, text));
    return new TweetTerms(Stream.concat(hashtags, place.stream()).distinct().toList());
  }
}
