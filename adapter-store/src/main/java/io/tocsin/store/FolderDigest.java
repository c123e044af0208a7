package io.tocsin.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The SHA-256 of a folder: of the lines {@code sha256 name\n} of its files, in the order of their
 * names, in UTF-8. An altered, missing or additional file changes it.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record FolderDigest(String hex) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if they are not those of a SHA-256
   */
  public FolderDigest {
    if (!SHA256.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "digest: expected 64 lower-case hexadecimal digits, found " + hex);
    }
  }

  /**
   * Hashes a folder.
   *
   * @throws IOException if it cannot be read, is empty, or holds anything but regular files
   */
  public static FolderDigest of(Path folder) throws IOException {
    MessageDigest lines = sha256();
    for (Path file : files(folder)) {
      String line = hex(file) + " " + file.getFileName() + "\n";
      lines.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return new FolderDigest(HexFormat.of().formatHex(lines.digest()));
  }

  /** Returns the files of a folder by name. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.sorted((a, b) -> name(a).compareTo(name(b))).toList();
      for (Path file : files) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new IOException(file + ": expected a regular file");
        }
      }
      if (files.isEmpty()) {
        throw new IOException(folder + ": expected files, found none");
      }
      return files;
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String hex(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
