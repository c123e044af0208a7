package io.tocsin.llama.data;

/**
 * A tweet that waits for its category.
 *
 * @param id not blank
 * @param keyword may be empty
 * @param text not blank; HTML entities already resolved
 */
public record UnlabelledTweet(String id, String keyword, String text) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if id or text is blank, or a field holds a NUL or half a
   *     surrogate pair
   */
  public UnlabelledTweet {
    CleanText.requireFilled("id", id);
    CleanText.require("keyword", keyword);
    CleanText.requireFilled("text", text);
  }
}
