package io.tocsin.llama.safetensors;

import java.util.Arrays;
import java.util.Optional;

/**
 * Element types of the safetensors format, in the order that the reference writer sorts by.
 *
 * <p>Source: the {@code Dtype} enumeration of huggingface/safetensors; sub-byte types are left out.
 */
public enum DType {
  BOOL(1),
  U8(1),
  I8(1),
  F8_E5M2(1),
  F8_E4M3(1),
  I16(2),
  U16(2),
  F16(2),
  BF16(2),
  I32(4),
  U32(4),
  F32(4),
  F64(8),
  I64(8),
  U64(8);

  private final int byteSize;

  DType(int byteSize) {
    this.byteSize = byteSize;
  }

  /** Returns the size of one element, in bytes. */
  public int byteSize() {
    return byteSize;
  }

  /**
   * Returns the size of a tensor of this type, in bytes; an empty shape is a scalar.
   *
   * @throws ArithmeticException if a running product, taken from the left, exceeds 2⁶³ − 1
   */
  public long byteSize(long... shape) {
    return Math.multiplyExact(elementCount(shape), byteSize);
  }

  static long elementCount(long... shape) {
    return Arrays.stream(shape).reduce(1, Math::multiplyExact);
  }

  static Optional<DType> named(String name) {
    return Arrays.stream(values()).filter(dtype -> dtype.name().equals(name)).findAny();
  }
}
