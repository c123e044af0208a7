package io.tocsin.contracts.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.window.Window;
import java.time.Instant;
import java.util.List;

/**
 * A surge: in one window far more tweets with a term were given a category than usual. The records
 * of one surge bear one id, and a later one replaces an earlier one.
 *
 * @param id of the surge, not blank
 * @param kind what the term is
 * @param term in lower case, not blank
 * @param category one of the configured ones, not blank
 * @param state how far the surge has come
 * @param startedAt when it was first seen
 * @param window in which tweets were counted; its last minute, or whatever it slides by, may not be
 *     over
 * @param tweets so many there were, from 0; those of a surge that has ended may be few
 * @param mostTweets so many there were in the fullest window of the surge, from 1
 * @param expected so many are usual in a window, from 0; in the first record fewer than there were
 * @param tweetIds some of them, the likeliest first, to look at
 */
@Contract
public record Alert(
    String id,
    TermKind kind,
    String term,
    String category,
    AlertState state,
    @IsoTime Instant startedAt,
    Window window,
    @Required long tweets,
    @Required long mostTweets,
    @Required double expected,
    List<String> tweetIds) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Alert {
    Require.filled("id", id);
    Require.present("kind", kind);
    Require.filled("term", term);
    Require.filled("category", category);
    Require.present("state", state);
    Require.present("startedAt", startedAt);
    Require.present("window", window);
    Require.atLeast("tweets", 0, tweets);
    Require.atLeast("mostTweets", Math.max(1, tweets), mostTweets);
    Require.notNegative("expected", expected);
    Require.that(
        state != AlertState.STARTED || expected < tweets,
        "expected",
        "fewer than " + tweets,
        expected);
    tweetIds = Require.elements("tweetIds", tweetIds);
    tweetIds.forEach(tweetId -> Require.filled("tweetIds", tweetId));
  }
}
