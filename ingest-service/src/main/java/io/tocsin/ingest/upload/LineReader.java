package io.tocsin.ingest.upload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Cuts bytes into lines, of which it holds one at a time and never more than is allowed. */
final class LineReader {
  private static final int BUFFER_BYTES = 8192;

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int start;
  private int end;
  private boolean tooLong;

  LineReader(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  int maxBytes() {
    return maxBytes;
  }

  /**
   * Returns the next line, as soon as its end has come; none at the end of the bytes. The last line
   * needs no end.
   */
  Optional<Line> next() throws IOException {
    boolean any = false;
    while (start < end || fill()) {
      any = true;
      int lineEnd = lineEnd();
      keep(lineEnd);
      if (lineEnd < end) {
        start = lineEnd + 1;
        return Optional.of(taken());
      }
      start = end;
    }
    return any ? Optional.of(taken()) : Optional.empty();
  }

  private boolean fill() throws IOException {
    start = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  private int lineEnd() {
    int at = start;
    while (at < end && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  private void keep(int lineEnd) {
    tooLong |= line.size() + lineEnd - start > maxBytes;
    if (!tooLong) {
      line.write(buffer, start, lineEnd - start);
    }
  }

  private Line taken() {
    byte[] bytes = line.toByteArray();
    line.reset();
    if (tooLong) {
      tooLong = false;
      return new Line.TooLong();
    }
    return isBlank(bytes) ? new Line.Blank() : new Line.Content(bytes);
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte found : bytes) {
      if (found != ' ' && found != '\t' && found != '\r') {
        return false;
      }
    }
    return true;
  }
}
