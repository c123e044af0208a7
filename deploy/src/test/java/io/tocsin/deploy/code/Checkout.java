package io.tocsin.deploy.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that are checked. */
public final class Checkout {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Checkout() {}

  /** Returns a file or folder by its path from the root; it need not be there. */
  public static Path file(String first, String... more) {
    return ROOT.resolve(Path.of(first, more));
  }

  /** Returns what a file says. */
  public static String text(String first, String... more) {
    try {
      return Files.readString(file(first, more));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
