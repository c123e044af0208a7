package io.tocsin.contracts.adapter;

/** The names of what is compared between an adapter's held-out rows and the stream. */
public final class Figure {
  /** The probability of the last category: of two, the positive one. */
  public static final String PROBABILITY = "probability";

  /** Texts' lengths in tokens, special tokens counted. */
  public static final String TOKENS = "tokens";

  /** Texts' lengths in Unicode code points. */
  public static final String CHARACTERS = "characters";

  /** How badly the tokenizer knows the language: the quotient of both lengths. */
  public static final String TOKENS_PER_CHARACTER = "tokens-per-character";

  /** What tweets are found by. */
  public static final String KEYWORD = "keyword";

  private Figure() {}
}
