package io.tocsin.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The SHA-256 of a folder: of the lines {@code sha256 name\n} of its files, in the order of their
 * names, in UTF-8. An altered, missing or additional file changes it.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record FolderDigest(String hex) {
  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if they are not those of a SHA-256
   */
  public FolderDigest {
    hex = new Sha256(hex).hex();
  }

  /**
   * Hashes a folder.
   *
   * @throws WrongAdapterException if it is empty, holds anything but regular files, or a file whose
   *     name has control characters
   * @throws IOException if it cannot be read
   */
  public static FolderDigest of(Path folder) throws IOException {
    return Manifest.of(folder).digest();
  }

  @Override
  public String toString() {
    return hex;
  }
}
