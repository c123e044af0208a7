package io.tocsin.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Opens the adapter store that a configuration names. */
public final class AdapterStores {
  private static final String EXPECTED =
      "adapter store: expected a path, a file: URI or s3://bucket/prefix, found ";
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private AdapterStores() {}

  /**
   * Opens a store. One in S3 is a {@link AutoCloseable}; its threads do not keep the process alive.
   *
   * @param location a path, a {@code file:} URI, or {@code s3://bucket/prefix} with the settings of
   *     {@link S3Location}
   * @param cache where adapters of a store elsewhere are kept locally; a store in a directory needs
   *     none
   * @throws IllegalArgumentException if the location is none of these; the message says what was
   *     expected. Nothing is asked of a server yet.
   */
  public static AdapterStore open(String location, Path cache) {
    if (location.isBlank()) {
      throw new IllegalArgumentException(EXPECTED + "nothing");
    }
    if (location.startsWith(S3Location.SCHEME)) {
      return new S3Store(S3Location.parse(location), cache);
    }
    try {
      return new DirectoryStore(path(location));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(EXPECTED + location, e);
    }
  }

  private static Path path(String location) {
    if (location.startsWith("file:")) {
      return Path.of(URI.create(location));
    }
    if (SCHEME.matcher(location).matches()) {
      throw new IllegalArgumentException("unknown scheme");
    }
    return Path.of(location);
  }
}
