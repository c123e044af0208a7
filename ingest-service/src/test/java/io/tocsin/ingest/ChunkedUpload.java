package io.tocsin.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;

/**
 * An upload that reads answers while it sends, which most HTTP clients cannot: HTTP/1.1 in chunks
 * over a socket.
 */
final class ChunkedUpload implements AutoCloseable {
  private static final int TIMEOUT_MS = 30_000;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private InputStream chunk = InputStream.nullInputStream();

  /** Opens the connection and sends the request's head. */
  ChunkedUpload(URI base, String path) throws IOException {
    socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout(TIMEOUT_MS);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream());
    write(
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                .formatted(path)
            + "Transfer-Encoding: chunked\r\n\r\n");
  }

  /** Sends bytes as one chunk. */
  void send(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    framed.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII));
    framed.writeBytes(bytes);
    framed.writeBytes("\r\n".getBytes(US_ASCII));
    out.write(framed.toByteArray());
    out.flush();
  }

  /** Sends the end of the body. */
  void end() throws IOException {
    write("0\r\n\r\n");
  }

  /** Returns the answer's status line; its other headers are passed over. */
  String status() throws IOException {
    String status = line();
    String header = status;
    while (!header.isEmpty()) {
      header = line();
    }
    return status;
  }

  /** Returns the answer's next line. */
  JsonNode answer() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int found = next(); found != '\n'; found = next()) {
      if (found < 0) {
        throw new AssertionError("the answer ended within a line: " + line.toString(UTF_8));
      }
      line.write(found);
    }
    return IngestProcess.json(line.toString(UTF_8));
  }

  /** Returns whether the answer has no more lines. */
  boolean isAtEnd() throws IOException {
    return next() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private int next() throws IOException {
    int found = chunk.read();
    if (found >= 0) {
      return found;
    }
    String size = line();
    int bytes = Integer.parseInt(size.isEmpty() ? line() : size, 16);
    if (bytes == 0) {
      return -1;
    }
    chunk = new ByteArrayInputStream(in.readNBytes(bytes));
    return chunk.read();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int found = in.read(); found != '\n'; found = in.read()) {
      if (found < 0) {
        throw new AssertionError("the connection ended: " + line.toString(US_ASCII));
      }
      line.write(found);
    }
    return line.toString(US_ASCII).strip();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }
}
