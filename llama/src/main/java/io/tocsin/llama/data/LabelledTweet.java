package io.tocsin.llama.data;

import io.tocsin.llama.text.TweetText;

/**
 * A tweet whose category is known.
 *
 * @param id not blank
 * @param keyword may be empty
 * @param text not blank; as a classifier is told it: from files with HTML entities resolved, from
 *     the stream as it came
 * @param category name of the category
 */
public record LabelledTweet(String id, String keyword, String text, String category) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if id, text or category is blank, or a field holds a NUL or
   *     half a surrogate pair
   */
  public LabelledTweet {
    CleanText.requireFilled("id", id);
    CleanText.require("keyword", keyword);
    CleanText.requireFilled("text", text);
    CleanText.requireFilled("category", category);
  }

  /** Returns what a classifier is told of this row. */
  public TweetText tweet() {
    return new TweetText(text, keyword);
  }
}
