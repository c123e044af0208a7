package io.tocsin.llama.data;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What remains of a text when the differences between near-duplicates are taken away. Tweets of
 * equal normalised text are near-duplicates, and {@link Parts} is a function of it, so this
 * function must never change:
 *
 * <ol>
 *   <li>Unicode normalisation form C.
 *   <li>Lower case by {@link String#toLowerCase(Locale)} in {@link Locale#ROOT}.
 *   <li>In one pass from left to right, each of these is removed, the first that fits at a place:
 *       <ul>
 *         <li>a link: {@code http://} or {@code https://}, wherever it begins, or {@code www.}
 *             where no letter and no decimal digit (Unicode categories L and Nd) stands before it;
 *             with all that follows up to the next white space;
 *         <li>a mention: {@code @} and one or more of {@code a-z}, {@code 0-9} and {@code _};
 *         <li>a decimal digit of any script (Unicode category Nd);
 *         <li>white space (Unicode property White_Space).
 *       </ul>
 * </ol>
 *
 * <p>HTML entities are not resolved here: {@link DatasetReader} or {@link Split.ByResolvedPart} has
 * done so. Nothing remains of a text of links, mentions and digits alone; all such texts are one
 * another's near-duplicates.
 *
 * @param value the normalised text; may be empty
 */
public record NormalizedText(String value) {
  private static final Pattern REMOVED =
      Pattern.compile(
          "(?:https?://|(?<![\\p{L}\\p{Nd}])www\\.)\\P{IsWhite_Space}*"
              + "|@[a-z0-9_]+"
              + "|\\p{Nd}"
              + "|\\p{IsWhite_Space}");

  /** Normalises a text. */
  public static NormalizedText of(String text) {
    String lowerCase = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return new NormalizedText(REMOVED.matcher(lowerCase).replaceAll(""));
  }
}
