package io.tocsin.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * A file of an adapter.
 *
 * @param name a plain file name: what lists files must not make us write elsewhere
 * @param size in bytes
 */
record StoredFile(String name, long size, Sha256 sha256) {
  private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,255}");

  StoredFile {
    if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          "file name: expected one without slashes, backslashes and control characters, found "
              + name);
    }
    if (size < 0) {
      throw new IllegalArgumentException(name + ": expected a size from 0, found " + size);
    }
  }

  static StoredFile of(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      long size = in.transferTo(out);
      return new StoredFile(file.getFileName().toString(), size, Sha256.of(digest));
    }
  }

  @Override
  public String toString() {
    return "%s of %d bytes with SHA-256 %s".formatted(name, size, sha256);
  }
}
