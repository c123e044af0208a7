package io.tocsin.apikey;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its holder has it. It tells its name, so that one is found among many without trying
 * all, and begins alike, so that scanners for secrets know it.
 */
public final class ApiKey {
  /** How every key begins. */
  public static final String PREFIX = "tocsin_";

  private static final int SECRET_BYTES = 32;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
  private static final Pattern TEXT =
      Pattern.compile(PREFIX + "(?<name>" + NAME + ")_(?<secret>[A-Za-z0-9_-]{43})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String name;
  private final String text;

  private ApiKey(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Makes a key out of 256 random bits.
   *
   * @throws IllegalArgumentException if that can be no name, or is reserved
   */
  public static ApiKey create(String name) {
    ReservedNames.refuse("name", name);
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new ApiKey(requireName(name), PREFIX + name + "_" + encoded);
  }

  /** Returns the key that a text is; none if it is another text, or its name is reserved. */
  public static Optional<ApiKey> of(String text) {
    Matcher key = TEXT.matcher(text);
    return key.matches() && !ReservedNames.has(key.group("name"))
        ? Optional.of(new ApiKey(key.group("name"), text))
        : Optional.empty();
  }

  static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: expected up to 63 lower-case letters, digits, dots and hyphens, found " + name);
    }
    return name;
  }

  public String name() {
    return name;
  }

  /** Returns all of it, to be told to nobody but its holder. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return PREFIX + name + "_…";
  }
}
