package io.tocsin.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What services are shown that ask who is there: an API key, another bearer token, or nothing. */
public final class ServiceKey {
  /** The variable that holds it. */
  public static final String VARIABLE = "TOCSIN_API_KEY";

  // RFC 6750, section 2.1.
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final Optional<String> token;

  private ServiceKey(Optional<String> token, Object source) {
    if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
      throw new IllegalArgumentException(
          "%s: expected an API key or bearer token, found something else".formatted(source));
    }
    this.token = token;
  }

  /** Returns the one in {@value #VARIABLE}; nothing if there is none. */
  public static ServiceKey ofEnvironment() {
    return new ServiceKey(
        Optional.ofNullable(System.getenv(VARIABLE)).filter(value -> !value.isBlank()), VARIABLE);
  }

  /**
   * Returns the one in a file.
   *
   * @throws IllegalArgumentException if it cannot be read or holds none
   */
  static ServiceKey in(Path file) {
    try {
      return new ServiceKey(Optional.of(Files.readString(file).strip()), file);
    } catch (IOException e) {
      throw new IllegalArgumentException("--key-file: expected a file with a key, found " + e, e);
    }
  }

  /** Returns the value of the header that shows it. */
  Optional<String> authorization() {
    return token.map("Bearer "::concat);
  }
}
