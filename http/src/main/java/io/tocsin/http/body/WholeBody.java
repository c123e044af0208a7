package io.tocsin.http.body;

import io.tocsin.http.problem.RefusedException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bodies that are held in memory as a whole.
 *
 * @param maxBytes the longest
 */
public record WholeBody(int maxBytes) {
  /**
   * Reads a body.
   *
   * @throws RefusedException if it is too long, or breaks off
   */
  public byte[] read(InputStream body) {
    try {
      byte[] bytes = body.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw RefusedException.tooLarge(
            "expected at most %d bytes, found more".formatted(maxBytes));
      }
      return bytes;
    } catch (IOException e) {
      throw RefusedException.malformed("the body breaks off: " + e.getMessage());
    }
  }
}
