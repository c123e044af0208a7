package io.tocsin.llama.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsWriterTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/golden/tiny-base/adapter/adapter_model.safetensors");

  @TempDir Path folder;

  @Test
  void writesTheBytesThatTheReferenceWriterWrites() throws IOException {
    // Given tensors from a file by Hugging Face's writer, in reverse order.
    Path copy = folder.resolve("copy.safetensors");
    try (SafetensorsFile golden = SafetensorsFile.open(GOLDEN)) {
      SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
      golden.names().reversed().forEach(name -> tensors.put(name, golden.tensor(name)));

      // When
      SafetensorsWriter.write(copy, golden.metadata(), tensors);
    }

    // Then
    assertArrayEquals(Files.readAllBytes(GOLDEN), Files.readAllBytes(copy));
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    // Given
    Path path = folder.resolve("a.safetensors");
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("grün", new Tensor(DType.U8, new long[] {3}, segment(1, 2, 3)));
    tensors.put("empty", new Tensor(DType.BF16, new long[] {0, 7}, segment()));
    tensors.put("matrix", Tensor.ofFloats(new long[] {2, 2}, new float[] {1, -0f, 0.1f, 4}));
    Map<String, String> metadata = Map.of("format", "pt", "note", "line\nbreak \"quoted\"");

    // When
    SafetensorsWriter.write(path, metadata, tensors);

    // Then
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertEquals(metadata, file.metadata());
      assertEquals(List.of("matrix", "empty", "grün"), file.names());
      tensors.forEach((name, tensor) -> assertEquals(tensor, file.tensor(name)));
    }
  }

  @Test
  void placesWiderTypesFirstThenSortsByName() throws IOException {
    // Given
    Path path = folder.resolve("a.safetensors");
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a", new Tensor(DType.U8, new long[] {1}, segment(1)));
    tensors.put("d", new Tensor(DType.BF16, new long[] {1}, segment(1, 2)));
    tensors.put("c", new Tensor(DType.BF16, new long[] {1}, segment(3, 4)));
    tensors.put("e", Tensor.ofFloats(new long[] {1}, new float[] {1}));

    // When
    SafetensorsWriter.write(path, Map.of(), tensors);

    // Then
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertEquals(List.of("e", "c", "d", "a"), file.names());
    }
  }

  @Test
  void replacesAnOlderFile() throws IOException {
    // Given
    Path path = folder.resolve("a.safetensors");
    Files.writeString(path, "older");

    // When
    SafetensorsWriter.write(path, Map.of(), new LinkedHashMap<>());

    // Then
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertEquals(List.of(), file.names());
    }
  }

  @Test
  void leavesNothingBehindWhenWritingFails() throws IOException {
    // Given a tensor whose memory is gone, and an older file.
    Path path = folder.resolve("a.safetensors");
    Files.writeString(path, "older");
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    try (Arena arena = Arena.ofConfined()) {
      tensors.put("a", new Tensor(DType.U8, new long[] {4}, arena.allocate(4)));
    }

    // When
    assertThrows(
        IllegalStateException.class, () -> SafetensorsWriter.write(path, Map.of(), tensors));

    // Then
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(path), files.toList());
    }
    assertEquals("older", Files.readString(path));
  }

  @Test
  void refusesTensorThatBearsTheMetadataName() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("__metadata__", Tensor.ofFloats(new long[] {1}, new float[] {1}));

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SafetensorsWriter.write(folder.resolve("a"), Map.of(), tensors));

    assertTrue(e.getMessage().contains("__metadata__"), e.getMessage());
  }

  @Test
  void refusesAHeaderThatNoReaderTakes() {
    Map<String, String> endless = Map.of("note", "x".repeat(Header.MAX_BYTES));

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> SafetensorsWriter.write(folder.resolve("a"), endless, new LinkedHashMap<>()));

    assertTrue(e.getMessage().startsWith("expected a header of at most"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("a")));
  }

  @Test
  void readsBackALongNote() throws IOException {
    Map<String, String> note = Map.of("note", "x".repeat(20_000_001));
    Path path = folder.resolve("a");

    SafetensorsWriter.write(path, note, new LinkedHashMap<>());

    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertEquals(note, file.metadata());
    }
  }

  private static MemorySegment segment(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return MemorySegment.ofArray(bytes);
  }
}
