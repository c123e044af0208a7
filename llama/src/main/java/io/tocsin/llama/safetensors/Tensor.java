package io.tocsin.llama.safetensors;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;

/**
 * A dense, row-major, little-endian tensor.
 *
 * @param dtype the element type
 * @param shape the dimensions, outermost first; empty for a scalar
 * @param data exactly the elements' bytes; may be a slice of a mapped file, valid while that is
 *     open
 */
// The array never escapes: constructor and accessor copy it, and equality compares its contents.
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(DType dtype, long[] shape, MemorySegment data) {
  private static final ValueLayout.OfFloat FLOAT = JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
  private static final int CACHE_LINE = 64;

  /**
   * Checks the tensor.
   *
   * @throws IllegalArgumentException if a dimension is negative or the data has another size
   * @throws ArithmeticException if the size overflows
   */
  public Tensor {
    Objects.requireNonNull(dtype, "dtype");
    shape = shape.clone();
    if (Arrays.stream(shape).anyMatch(dimension -> dimension < 0)) {
      throw new IllegalArgumentException("negative dimension in " + Arrays.toString(shape));
    }
    long expected = dtype.byteSize(shape);
    if (data.byteSize() != expected) {
      throw new IllegalArgumentException(
          "%s %s takes %d bytes, found %d"
              .formatted(dtype, Arrays.toString(shape), expected, data.byteSize()));
    }
  }

  /** Copies floats into an F32 tensor that lives outside the heap until it is unreachable. */
  public static Tensor ofFloats(long[] shape, float[] values) {
    MemorySegment data = Arena.ofAuto().allocate(DType.F32.byteSize(values.length), CACHE_LINE);
    MemorySegment.copy(values, 0, data, FLOAT, 0, values.length);
    return new Tensor(DType.F32, shape, data);
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** Returns the number of elements. */
  public long elementCount() {
    return DType.elementCount(shape);
  }

  /**
   * Copies the elements of an F32, F16 or BF16 tensor, widened exactly, onto the heap.
   *
   * @throws UnsupportedOperationException for another type
   * @throws ArithmeticException if there are more elements than an array holds
   */
  public float[] toFloats() {
    float[] values = new float[Math.toIntExact(elementCount())];
    for (int i = 0; i < values.length; i++) {
      values[i] = element(i);
    }
    return values;
  }

  private float element(int index) {
    return switch (dtype) {
      case F32 -> data.getAtIndex(FLOAT, index);
      case F16 -> Float.float16ToFloat(data.getAtIndex(SHORT, index));
      case BF16 -> Float.intBitsToFloat(data.getAtIndex(SHORT, index) << Short.SIZE);
      case BOOL, U8, I8, F8_E5M2, F8_E4M3, I16, U16, I32, U32, F64, I64, U64 ->
          throw new UnsupportedOperationException("only F32, F16 and BF16 become floats: " + dtype);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && dtype == that.dtype
        && Arrays.equals(shape, that.shape)
        && data.mismatch(that.data) == -1;
  }

  @Override
  public int hashCode() {
    return Objects.hash(dtype, Arrays.hashCode(shape));
  }

  @Override
  public String toString() {
    return dtype + Arrays.toString(shape);
  }
}
