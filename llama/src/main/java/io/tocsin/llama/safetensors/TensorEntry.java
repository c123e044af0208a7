package io.tocsin.llama.safetensors;

import java.util.List;

/**
 * What the header says of one tensor.
 *
 * @param dtype the element type
 * @param shape the dimensions, outermost first
 * @param begin where its bytes begin, counted from the end of the header
 * @param end where its bytes end, exclusive
 */
public record TensorEntry(DType dtype, List<Long> shape, long begin, long end) {
  /** Copies the shape. */
  public TensorEntry {
    shape = List.copyOf(shape);
  }

  /** Returns the shape as an array. */
  public long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
