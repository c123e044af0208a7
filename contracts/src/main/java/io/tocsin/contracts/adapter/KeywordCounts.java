package io.tocsin.contracts.adapter;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import java.util.Locale;
import java.util.Map;

/**
 * What tweets are found by.
 *
 * @param counts tweets by keyword, as {@link #normal} spells it
 * @param without tweets that have none
 */
@Contract
public record KeywordCounts(Map<String, Long> counts, @Required long without) {
  /**
   * What is longer is no keyword, and must make neither a tag nor an adapter's record too large.
   */
  public static final int MAX_CHARACTERS = 200;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public KeywordCounts {
    counts = Require.named("counts", counts);
    counts.forEach((keyword, count) -> Require.atLeast("counts." + keyword, 1, count));
    Require.atLeast("without", 0, without);
  }

  /**
   * Returns how a keyword is counted, whoever wrote it: in lower case, without outer space; empty
   * if it is too long to be one.
   */
  public static String normal(String keyword) {
    return keyword.length() > MAX_CHARACTERS ? "" : keyword.strip().toLowerCase(Locale.ROOT);
  }
}
