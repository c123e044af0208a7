package io.tocsin.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What fields must be. Every refusal is an {@link IllegalArgumentException} that names the field,
 * what was expected and what was found; text is not repeated, since it may be a tweet's.
 */
public final class Require {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Require() {}

  /** Refuses an absent value. */
  public static <T> T present(String field, T value) {
    return requireThat(value != null, field, "a value", "none", value);
  }

  /**
   * Refuses text that is absent or blank, or holds half a surrogate pair, which JSON can say and
   * UTF-8 cannot.
   */
  public static String filled(String field, String text) {
    requireThat(text != null && !text.isBlank(), field, "text", "none", text);
    boolean whole = text.codePoints().noneMatch(Require::isHalfAPair);
    return requireThat(whole, field, "whole characters", "half a surrogate pair", text);
  }

  /**
   * Refuses a reason that is absent or blank. One that is too long is cut off, and half a surrogate
   * pair becomes a question mark: reasons repeat names that others chose, and must be written all
   * the same.
   */
  public static String reason(String field, String text, int maxCharacters) {
    String given = present(field, text).strip();
    String cut = given.substring(0, Math.min(given.length(), maxCharacters));
    return filled(field, new String(cut.getBytes(UTF_8), UTF_8));
  }

  /** Refuses text that is there and blank. */
  public static Optional<String> filledIfPresent(String field, Optional<String> text) {
    present(field, text).ifPresent(found -> filled(field, found));
    return text;
  }

  /** Refuses what is not a SHA-256 in 64 lower-case hexadecimal digits. */
  public static String sha256(String field, String hex) {
    boolean holds = hex != null && SHA256.matcher(hex).matches();
    return requireThat(holds, field, "64 lower-case hexadecimal digits", hex, hex);
  }

  /** Refuses a number below the least one allowed. */
  public static long atLeast(String field, long least, long number) {
    return requireThat(number >= least, field, "at least " + least, number, number);
  }

  /** Refuses an offset below 0. */
  public static Optional<Long> offsetIfPresent(String field, Optional<Long> offset) {
    present(field, offset).ifPresent(found -> atLeast(field, 0, found));
    return offset;
  }

  /** Refuses NaN and the infinities. */
  public static double finite(String field, double number) {
    return requireThat(Double.isFinite(number), field, "a finite number", number, number);
  }

  /** Refuses what is not finite, or below 0. */
  public static double notNegative(String field, double number) {
    boolean holds = Double.isFinite(number) && number >= 0;
    return requireThat(holds, field, "a finite number from 0", number, number);
  }

  /** Refuses what is not finite, or not above 0. */
  public static double positive(String field, double number) {
    boolean holds = Double.isFinite(number) && number > 0;
    return requireThat(holds, field, "a finite number above 0", number, number);
  }

  /** Refuses what is not in [0, 1]. */
  public static double share(String field, double number) {
    return requireThat(number >= 0 && number <= 1, field, "0 to 1", number, number);
  }

  /** Refuses what is not in [0, 1). */
  public static double shareBelowOne(String field, double number) {
    return requireThat(number >= 0 && number < 1, field, "0 to below 1", number, number);
  }

  /** Refuses an absent list and absent elements; returns a copy that cannot change. */
  public static <T> List<T> elements(String field, List<T> list) {
    present(field, list).forEach(element -> present(field, element));
    return List.copyOf(list);
  }

  /** Refuses an absent map, blank names and absent values; returns a copy in the same order. */
  public static <T> Map<String, T> named(String field, Map<String, T> map) {
    present(field, map)
        .forEach(
            (name, value) -> {
              filled(field, name);
              present(field + "." + name, value);
            });
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Refuses a record whose fields contradict one another. */
  public static void that(boolean holds, String field, String expected, Object found) {
    requireThat(holds, field, expected, found, found);
  }

  private static boolean isHalfAPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static <T> T requireThat(
      boolean holds, String field, String expected, Object found, T value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected %s, found %s".formatted(field, expected, found));
    }
    return value;
  }
}
