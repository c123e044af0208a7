package io.tocsin.llama.data;

/**
 * The characters that a field of a tweet may hold: all but NUL and surrogates without their other
 * half, because neither survives the way through UTF-8 and the tokenizer.
 */
final class CleanText {
  private CleanText() {}

  /**
   * Returns the value.
   *
   * @throws IllegalArgumentException if a character may not stand in the named field
   */
  static String require(String field, String value) {
    for (int at = 0; at < value.length(); at += Character.charCount(value.codePointAt(at))) {
      int character = value.codePointAt(at);
      if (character == 0) {
        throw new IllegalArgumentException(
            "the %s holds a NUL at character %d: remove it".formatted(field, at + 1));
      }
      if (Character.getType(character) == Character.SURROGATE) {
        throw new IllegalArgumentException(
            "the %s holds half a surrogate pair (U+%04X) at character %d: put U+FFFD in its place"
                .formatted(field, character, at + 1));
      }
    }
    return value;
  }

  /**
   * Returns the value.
   *
   * @throws IllegalArgumentException if it is blank, or a character may not stand in the field
   */
  static String requireFilled(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "the %s is blank: fill it or drop the row".formatted(field));
    }
    return require(field, value);
  }
}
