package io.tocsin.llama.safetensors;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;

/**
 * A memory-mapped safetensors file whose whole header has been proven before the first byte of data
 * is served. May exceed 2 GiB, and be read from several threads.
 *
 * <p>Source: the format section of huggingface/safetensors' README.
 */
public final class SafetensorsFile implements AutoCloseable {
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private final Path path;
  private final Arena arena;
  private final Header header;
  private final MemorySegment data;

  private SafetensorsFile(Path path, Arena arena, Header header, MemorySegment data) {
    this.path = path;
    this.arena = arena;
    this.header = header;
    this.data = data;
  }

  /**
   * Maps a file and proves its header.
   *
   * @throws SafetensorsException if the file breaks the format in any way
   * @throws IOException if it cannot be read
   */
  public static SafetensorsFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      return prove(path, arena, map(path, arena));
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static MemorySegment map(Path path, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (channel.size() < Long.BYTES) {
        throw new SafetensorsException(
            Fault.FILE_TOO_SHORT, path, "expected at least 8 bytes, found " + channel.size());
      }
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  private static SafetensorsFile prove(Path path, Arena arena, MemorySegment bytes)
      throws IOException {
    long length = bytes.get(JAVA_LONG_UNALIGNED.withOrder(ORDER), 0);
    if (Long.compareUnsigned(length, Header.MAX_BYTES) > 0) {
      throw new SafetensorsException(
          Fault.HEADER_TOO_LARGE,
          path,
          "expected a header of at most %d bytes, found %s"
              .formatted(Header.MAX_BYTES, Long.toUnsignedString(length)));
    }
    if (length > bytes.byteSize() - Long.BYTES) {
      throw new SafetensorsException(
          Fault.HEADER_OUT_OF_FILE,
          path,
          "expected a header of %d bytes, found a file of %d".formatted(length, bytes.byteSize()));
    }
    String text = decode(path, bytes.asSlice(Long.BYTES, length));
    MemorySegment data = bytes.asSlice(Long.BYTES + length);
    Header header = Layout.prove(path, HeaderParser.parse(path, text), data.byteSize());
    return new SafetensorsFile(path, arena, header, data);
  }

  private static String decode(Path path, MemorySegment header) throws SafetensorsException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(header.toArray(JAVA_BYTE));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new SafetensorsException(
          Fault.NOT_UTF8, path, "expected the header to be UTF-8: " + e.getMessage(), e);
    }
  }

  /** Returns the file's path. */
  public Path path() {
    return path;
  }

  /** Returns the free strings of {@code __metadata__}; empty if the file has none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** Returns the tensors' names in the order of their data. */
  public List<String> names() {
    return List.copyOf(header.entries().keySet());
  }

  /** Returns what the header says of each tensor, in the order of their data. */
  public SequencedMap<String, TensorEntry> entries() {
    return header.entries();
  }

  /**
   * Returns a tensor as a read-only slice of the mapping: nothing is copied, and its data are valid
   * until this file is closed.
   *
   * @throws NoSuchElementException if the file has no tensor of that name
   */
  public Tensor tensor(String name) {
    TensorEntry entry = header.entries().get(name);
    if (entry == null) {
      throw new NoSuchElementException(path + " has no tensor " + name);
    }
    MemorySegment slice = data.asSlice(entry.begin(), entry.end() - entry.begin());
    return new Tensor(entry.dtype(), entry.dimensions(), slice);
  }

  /** Unmaps the file: tensors taken from it refuse access from now on. */
  @Override
  public void close() {
    arena.close();
  }
}
