package io.tocsin.llama.checkpoint;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.IntConsumer;

/** SHA-256 of memory and of files, in pieces, as 64 lower-case hexadecimal digits. */
public final class Sha256 {
  private static final int CHUNK = 1 << 20;

  private Sha256() {}

  /** Hashes a file. */
  public static String hex(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
        digest.update(chunk, 0, size);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Hashes memory of any size.
   *
   * @param progress hears the size of each piece, in bytes, when it has been hashed
   */
  static String hex(MemorySegment data, IntConsumer progress) {
    MessageDigest digest = digest();
    byte[] chunk = new byte[(int) Math.min(CHUNK, data.byteSize())];
    for (long begin = 0; begin < data.byteSize(); begin += CHUNK) {
      int size = (int) Math.min(CHUNK, data.byteSize() - begin);
      MemorySegment.copy(data, JAVA_BYTE, begin, chunk, 0, size);
      digest.update(chunk, 0, size);
      progress.accept(size);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
