package io.tocsin.llama.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

final class TensorTest {
  @Test
  void refusesDataOfAnotherSizeThanItsShape() {
    MemorySegment data = MemorySegment.ofArray(new byte[7]);

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new Tensor(DType.F32, new long[] {2}, data));

    assertEquals("F32 [2] takes 8 bytes, found 7", e.getMessage());
  }

  @Test
  void refusesNegativeDimensions() {
    MemorySegment data = MemorySegment.ofArray(new byte[8]);

    assertThrows(
        IllegalArgumentException.class, () -> new Tensor(DType.F32, new long[] {-1, -2}, data));
  }

  @Test
  void refusesSizeThatOverflows() {
    MemorySegment data = MemorySegment.ofArray(new byte[0]);
    long[] shape = {1L << 32, 1L << 32};

    assertThrows(ArithmeticException.class, () -> new Tensor(DType.F32, shape, data));
  }

  @Test
  void keepsItsShapeWhateverBecomesOfTheArrays() {
    // Given
    long[] shape = {1, 2};
    Tensor tensor = Tensor.ofFloats(shape, new float[] {3, 4});

    // When
    shape[0] = 9;
    tensor.shape()[1] = 9;

    // Then
    assertArrayEquals(new long[] {1, 2}, tensor.shape());
  }

  @Test
  void widensBrainFloatsExactly() {
    // Given 1, -2 and the largest finite number, in little-endian order.
    byte[] bytes = {(byte) 0x80, 0x3F, 0x00, (byte) 0xC0, 0x7F, 0x7F};

    // When
    Tensor tensor = new Tensor(DType.BF16, new long[] {3}, MemorySegment.ofArray(bytes));

    // Then
    assertArrayEquals(new float[] {1, -2, 0x1.FEp127f}, tensor.toFloats());
  }

  @Test
  void doesNotTurnIntegersIntoFloats() {
    Tensor tensor = new Tensor(DType.I32, new long[] {1}, MemorySegment.ofArray(new byte[4]));

    assertThrows(UnsupportedOperationException.class, tensor::toFloats);
  }

  @Test
  void equalsByTypeShapeAndBytes() {
    Tensor tensor = Tensor.ofFloats(new long[] {2}, new float[] {1, 2});

    assertEquals(tensor, Tensor.ofFloats(new long[] {2}, new float[] {1, 2}));
    assertNotEquals(tensor, Tensor.ofFloats(new long[] {1, 2}, new float[] {1, 2}));
    assertNotEquals(tensor, Tensor.ofFloats(new long[] {2}, new float[] {1, 3}));
  }
}
