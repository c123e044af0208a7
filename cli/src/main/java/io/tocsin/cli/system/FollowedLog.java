package io.tocsin.cli.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A log that grows. Not for several threads. */
final class FollowedLog {
  private static final int BLOCK_BYTES = 64 * 1024;

  private final Path log;
  private final Consumer<String> each;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private long position;

  private FollowedLog(Path log, Consumer<String> each, long position) {
    this.log = log;
    this.each = each;
    this.position = position;
  }

  /**
   * Begins at the end that a log has now.
   *
   * @param each hears every whole line from there
   */
  static FollowedLog atEndOf(Path log, Consumer<String> each) {
    try {
      return new FollowedLog(log, each, Files.size(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells the lines that were finished since. */
  void goOn() {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      if (channel.size() < position) {
        position = 0; // wiped and begun anew
        begun.reset();
      }
      channel.position(position);
      ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
      for (int read = channel.read(block); read > 0; read = channel.read(block.clear())) {
        position += read;
        take(block.flip());
      }
    } catch (java.nio.file.NoSuchFileException e) {
      position = 0; // wiped; it may come again
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n') {
        each.accept(begun.toString(StandardCharsets.UTF_8));
        begun.reset();
      } else {
        begun.write(next);
      }
    }
  }
}
