package io.tocsin.inference.oneoff;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.llama.text.TweetText;
import java.util.List;
import java.util.Optional;

/**
 * Texts to be classified: one, or several.
 *
 * @param text one
 * @param keyword what that one was found by
 * @param tweets several, in place of one
 */
@Contract
public record ClassifyRequest(
    Optional<String> text, Optional<String> keyword, Optional<List<Text>> tweets) {
  /**
   * One of several texts.
   *
   * @param text not blank
   * @param keyword what it was found by
   */
  @Contract
  public record Text(String text, Optional<String> keyword) {
    public Text {
      Require.filled("text", text);
      Require.present("keyword", keyword);
    }
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public ClassifyRequest {
    Require.filledIfPresent("text", text);
    Require.present("keyword", keyword);
    tweets = Require.present("tweets", tweets).map(several -> Require.elements("tweets", several));
    Require.that(
        text.isPresent() != tweets.isPresent(), "text, tweets", "one of them", found(text, tweets));
    tweets.ifPresent(several -> Require.that(!several.isEmpty(), "tweets", "some", "none"));
  }

  /** Returns a request for one text. */
  static ClassifyRequest of(String text) {
    return new ClassifyRequest(Optional.of(text), Optional.empty(), Optional.empty());
  }

  /** Returns all texts. */
  List<TweetText> texts() {
    return tweets
        .map(several -> several.stream().map(one -> tweet(one.text(), one.keyword())).toList())
        .orElseGet(() -> List.of(tweet(text.orElseThrow(), keyword)));
  }

  private static TweetText tweet(String text, Optional<String> keyword) {
    return new TweetText(text, keyword.orElse(""));
  }

  private static String found(Optional<String> text, Optional<List<Text>> tweets) {
    return text.isPresent() && tweets.isPresent() ? "both" : "neither";
  }
}
