package io.tocsin.http.body;

import io.tocsin.http.problem.RefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is refused where it goes on beyond its limit. */
final class CountedStream extends FilterInputStream {
  private final long maxBytes;
  private long bytes;

  CountedStream(InputStream body, long maxBytes) {
    super(body);
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    int found = super.read();
    count(found < 0 ? 0 : 1);
    return found;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int found = super.read(into, offset, length);
    count(Math.max(0, found));
    return found;
  }

  private void count(int more) {
    bytes += more;
    if (bytes > maxBytes) {
      throw RefusedException.tooLarge(
          "expected a body of at most %d bytes, found more".formatted(maxBytes));
    }
  }
}
