package io.tocsin.llama.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafetensorsFileTest {
  private static final Path TINY_LLAMA = Path.of("../models/tiny-llama3/model.safetensors");

  @TempDir Path folder;

  @Test
  void readsTheEmbeddedBaseModel() throws IOException {
    // Given a checkpoint that Hugging Face's writer made.
    try (SafetensorsFile file = SafetensorsFile.open(TINY_LLAMA)) {
      // When
      Tensor embedding = file.tensor("model.embed_tokens.weight");
      Tensor norm = file.tensor("model.norm.weight");

      // Then
      assertEquals(Map.of("format", "pt"), file.metadata());
      assertEquals(6 * 9 + 2, file.names().size());
      assertEquals("model.embed_tokens.weight", file.names().getFirst());
      assertEquals("BF16[16384, 256]", embedding.toString());
      for (float weight : norm.toFloats()) {
        assertTrue(weight > 0 && weight < 16, "a norm's weight is near one: " + weight);
      }
    }
  }

  @Test
  void servesLittleEndianElementsInOffsetOrderAndAllowsEmptyTensors() throws IOException {
    // Given names in another order than their data, a scalar, an empty tensor, and padding.
    Path path = folder.resolve("a.safetensors");
    String header =
        """
        {"second":{"dtype":"F32","shape":[],"data_offsets":[8,12]},\
        "empty":{"dtype":"I64","shape":[3,0],"data_offsets":[8,8]},\
        "first":{"dtype":"F16","shape":[2,2],"data_offsets":[0,8]}}\s\s\s""";
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length() + 12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length())
            .put(header.getBytes(StandardCharsets.UTF_8))
            .putShort((short) 0x3C00)
            .putShort((short) 0xC000)
            .putShort((short) 0x7C00)
            .putShort((short) 0x0001)
            .putFloat(0.1f);
    Files.write(path, bytes.array());

    // When
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      // Then
      assertEquals(List.of("first", "empty", "second"), file.names());
      assertArrayEquals(
          new float[] {1, -2, Float.POSITIVE_INFINITY, 0x1p-24f}, file.tensor("first").toFloats());
      assertArrayEquals(new float[] {0.1f}, file.tensor("second").toFloats());
      assertEquals(0, file.tensor("empty").elementCount());
      assertEquals(Map.of(), file.metadata());
    }
  }

  @Test
  void refusesUnknownTensorByName() throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(TINY_LLAMA)) {
      NoSuchElementException e =
          assertThrows(NoSuchElementException.class, () -> file.tensor("model.norm.bias"));

      assertTrue(e.getMessage().endsWith("has no tensor model.norm.bias"), e.getMessage());
    }
  }

  @Test
  void refusesAccessToTensorsAfterClosing() throws IOException {
    // Given
    SafetensorsFile file = SafetensorsFile.open(TINY_LLAMA);
    Tensor norm = file.tensor("model.norm.weight");

    // When
    file.close();

    // Then
    assertThrows(IllegalStateException.class, norm::toFloats);
  }

  @Test
  void servesTensorsReadOnly() throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(TINY_LLAMA)) {
      Tensor norm = file.tensor("model.norm.weight");

      assertThrows(
          IllegalArgumentException.class,
          () -> norm.data().set(ValueLayout.JAVA_BYTE, 0, (byte) 1));
    }
  }

  @Test
  void readsFileOverTwoGibibytes() throws IOException {
    // Given a sparse file whose last tensor lies beyond what 31 bits address.
    Path path = folder.resolve("large.safetensors");
    long large = (1L << 31) + 16;
    String header =
        """
        {"a":{"dtype":"U8","shape":[%1$d],"data_offsets":[0,%1$d]},\
        "b":{"dtype":"F32","shape":[1],"data_offsets":[%1$d,%2$d]}}"""
            .formatted(large, large + 4);
    SparseFile.write(path, header, large, 0.5f);

    // When
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      // Then
      assertEquals(large, file.tensor("a").data().byteSize());
      assertArrayEquals(new float[] {0.5f}, file.tensor("b").toFloats());
    }
  }
}
