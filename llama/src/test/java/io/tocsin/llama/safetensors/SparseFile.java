package io.tocsin.llama.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes large safetensors files that take next to no room on disk. */
final class SparseFile {
  private SparseFile() {}

  /** Writes a header, a hole of so many zero bytes, and one float. */
  static void write(Path path, String header, long hole, float last) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer start =
        ByteBuffer.allocate(Long.BYTES + text.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text)
            .flip();
    ByteBuffer end =
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(last).flip();
    try (FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(start, 0);
      channel.write(end, Long.BYTES + text.length + hole);
    }
  }
}
