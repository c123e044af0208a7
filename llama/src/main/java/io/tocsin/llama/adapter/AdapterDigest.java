package io.tocsin.llama.adapter;

import io.tocsin.llama.checkpoint.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The SHA-256 of an adapter's weights file, by which it is announced and checked before loading.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record AdapterDigest(String hex) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if they are not those of a SHA-256
   */
  public AdapterDigest {
    if (!SHA256.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "adapter digest: expected 64 lower-case hexadecimal digits, found " + hex);
    }
  }

  /**
   * Hashes the weights in an adapter's folder.
   *
   * @throws IOException if they cannot be read
   */
  public static AdapterDigest of(Path directory) throws IOException {
    return new AdapterDigest(Sha256.hex(directory.resolve(PeftFolder.WEIGHTS)));
  }

  @Override
  public String toString() {
    return hex;
  }
}
