package io.tocsin.broker;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that nobody has to remember. */
final class RandomPassword {
  private static final int BYTES = 24;

  private RandomPassword() {}

  /** Returns letters, digits, hyphens and underscores, which no file format takes for its own. */
  static String next() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
