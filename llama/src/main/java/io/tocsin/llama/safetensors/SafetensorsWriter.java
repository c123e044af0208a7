package io.tocsin.llama.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes safetensors files, byte for byte as the reference writer does, whole or not at all.
 *
 * <p>Source: {@code prepare} of huggingface/safetensors: wider types first, then by name, the
 * header padded with spaces.
 */
public final class SafetensorsWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long CHUNK = 1L << 26;
  private static final Comparator<Map.Entry<String, Tensor>> LAYOUT =
      Comparator.<Map.Entry<String, Tensor>, DType>comparing(entry -> entry.getValue().dtype())
          .reversed()
          .thenComparing(
              entry -> entry.getKey().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private SafetensorsWriter() {}

  /**
   * Writes tensors to a file, replacing what was there. The bytes depend on the arguments alone,
   * not on their order. They are on disk when this returns; on failure the old file, if any,
   * remains.
   *
   * @throws IllegalArgumentException if a tensor bears the metadata's name, or the header would be
   *     larger than readers take
   * @throws IOException if writing fails
   */
  public static void write(
      Path path, Map<String, String> metadata, SequencedMap<String, Tensor> tensors)
      throws IOException {
    if (tensors.containsKey(Header.METADATA)) {
      throw new IllegalArgumentException(Header.METADATA + " cannot name a tensor");
    }
    SequencedMap<String, Tensor> ordered = new LinkedHashMap<>();
    tensors.entrySet().stream()
        .sorted(LAYOUT)
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    ByteBuffer header = header(new TreeMap<>(metadata), ordered);
    Path target = path.toAbsolutePath();
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      writeAll(temporary, header, ordered);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    syncFolder(target.getParent());
  }

  private static ByteBuffer header(
      Map<String, String> metadata, SequencedMap<String, Tensor> tensors) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(Header.METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
      }
      writeEntries(json, tensors);
      json.writeEndObject();
    }
    int length = Math.ceilDiv(bytes.size(), Header.ALIGNMENT) * Header.ALIGNMENT;
    if (length > Header.MAX_BYTES) {
      throw new IllegalArgumentException(
          "expected a header of at most %d bytes, found %d: large data belong into tensors"
              .formatted(Header.MAX_BYTES, length));
    }
    byte[] padded = new byte[length];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(bytes.toByteArray(), 0, padded, 0, bytes.size());
    return ByteBuffer.allocate(Long.BYTES + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(padded)
        .flip();
  }

  private static void writeEntries(JsonGenerator json, SequencedMap<String, Tensor> tensors)
      throws IOException {
    long begin = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      long end = begin + tensor.data().byteSize();
      long[] shape = tensor.shape();
      json.writeObjectFieldStart(entry.getKey());
      json.writeStringField("dtype", tensor.dtype().name());
      json.writeFieldName("shape");
      json.writeArray(shape, 0, shape.length);
      json.writeFieldName("data_offsets");
      json.writeArray(new long[] {begin, end}, 0, 2);
      json.writeEndObject();
      begin = end;
    }
  }

  private static void writeAll(Path path, ByteBuffer header, SequencedMap<String, Tensor> tensors)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writeFully(channel, header);
      for (Tensor tensor : tensors.values()) {
        writeFully(channel, tensor.data());
      }
      channel.force(true);
    }
  }

  /** A segment may exceed what a buffer addresses, so it is written in pieces. */
  private static void writeFully(FileChannel channel, MemorySegment data) throws IOException {
    for (long begin = 0; begin < data.byteSize(); begin += CHUNK) {
      long size = Math.min(CHUNK, data.byteSize() - begin);
      writeFully(channel, data.asSlice(begin, size).asByteBuffer());
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** A rename outlives a power failure only once its folder is on disk too. */
  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
