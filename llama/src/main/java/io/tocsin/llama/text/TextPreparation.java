package io.tocsin.llama.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What happens to a tweet before it is tokenised. An adapter names the preparation it was trained
 * with; what a name means never changes.
 */
public enum TextPreparation {
  /** The text as it is, the keyword unused. */
  PLAIN("plain"),

  /**
   * The text's words as a reader sees them, in lower case: HTML entities resolved, punctuation
   * repaired that was decoded in the wrong character set, control characters dropped, hashtags cut
   * into their words, white space folded; then {@code " | keyword?"}.
   */
  WORDS("words-1");

  private static final Pattern HASHTAG =
      Pattern.compile("#(\\w+)", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z])");
  private static final Pattern WHITE_SPACE =
      Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern CONTROL = Pattern.compile("[\\x80-\\x9f]");

  /**
   * Windows punctuation read as UTF-8, then as Mac Roman: what is between the marks 0x89 0xDB and
   * the last byte tells which.
   */
  private static final Pattern MISREAD =
      Pattern.compile(
          "\\x89\\u00db([\\u00d2\\u00d3\\u00aa\\u00f7\\u00cf\\x9d_\\u00a2])?|\\x89\\u00e2");

  private final String label;

  TextPreparation(String label) {
    this.label = label;
  }

  /** Returns the name that adapters carry. */
  public String label() {
    return label;
  }

  /**
   * Returns the preparation of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static TextPreparation of(String label) {
    return Arrays.stream(values())
        .filter(preparation -> preparation.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "text preparation: expected one of %s, found %s"
                        .formatted(
                            Arrays.stream(values())
                                .map(TextPreparation::label)
                                .collect(Collectors.joining(", ")),
                            label)));
  }

  /** Prepares a tweet for the tokenizer. */
  public String prepare(TweetText tweet) {
    return switch (this) {
      case PLAIN -> tweet.text();
      case WORDS -> words(tweet.text()) + " | " + keyword(tweet.keyword()) + "?";
    };
  }

  private static String words(String text) {
    String resolved = HtmlEntities.resolve(text);
    String repaired = MISREAD.matcher(resolved).replaceAll(TextPreparation::punctuation);
    String visible = CONTROL.matcher(repaired).replaceAll("");
    String cut = HASHTAG.matcher(visible).replaceAll(TextPreparation::hashtag);
    return fold(cut).toLowerCase(Locale.ROOT);
  }

  private static String punctuation(MatchResult match) {
    String last = match.group(1);
    if (last == null) {
      return match.group().endsWith("\u00e2") ? "" : "...";
    }
    return switch (last) {
      case "\u00aa", "\u00f7" -> "'";
      case "\u00cf", "\u009d" -> "\"";
      case "_" -> "...";
      default -> "-";
    };
  }

  private static String hashtag(MatchResult match) {
    String words = HUMP.matcher(match.group(1)).replaceAll("$1 $2").replace('_', ' ');
    return Matcher.quoteReplacement(" # " + words);
  }

  private static String keyword(String keyword) {
    return keyword.replace("%20", " ").strip();
  }

  private static String fold(String text) {
    return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
  }
}
