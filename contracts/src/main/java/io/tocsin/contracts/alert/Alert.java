package io.tocsin.contracts.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.window.Window;
import java.util.List;

/**
 * In one window far more tweets about a keyword were given a category than usual.
 *
 * @param keyword not blank
 * @param category one of the configured ones, not blank
 * @param window when
 * @param tweets so many there were, from 1
 * @param expected so many are usual, from 0 and fewer than there were
 * @param tweetIds some of them, to look at
 */
@Contract
public record Alert(
    String keyword,
    String category,
    Window window,
    @Required long tweets,
    @Required double expected,
    List<String> tweetIds) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Alert {
    Require.filled("keyword", keyword);
    Require.filled("category", category);
    Require.present("window", window);
    Require.atLeast("tweets", 1, tweets);
    Require.notNegative("expected", expected);
    Require.that(expected < tweets, "expected", "fewer than " + tweets, expected);
    tweetIds = Require.elements("tweetIds", tweetIds);
    tweetIds.forEach(id -> Require.filled("tweetIds", id));
  }
}
