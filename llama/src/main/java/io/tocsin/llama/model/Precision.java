package io.tocsin.llama.model;

import ai.djl.Device;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The type in which the base computes. LoRA and head stay fp32 and are cast inside.
 *
 * <p>fp8 is for the frozen matrices' products alone; all else is then bf16.
 */
public enum Precision {
  FLOAT32("fp32", 6, 4, 4),
  BFLOAT16("bf16", 15, 2, 2),
  FLOAT8("fp8", 15, 2, 1);

  private final String label;
  private final int torchCode;
  private final int bytes;
  private final int matrixBytes;

  Precision(String label, int torchCode, int bytes, int matrixBytes) {
    this.label = label;
    this.torchCode = torchCode;
    this.bytes = bytes;
    this.matrixBytes = matrixBytes;
  }

  /** Returns the usual short name. */
  public String label() {
    return label;
  }

  /**
   * Returns the precision of a short name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Precision of(String label) {
    return Arrays.stream(values())
        .filter(precision -> precision.label.equals(label.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected %s, found %s"
                        .formatted(
                            Arrays.stream(values())
                                .map(Precision::label)
                                .collect(Collectors.joining(" or ")),
                            label)));
  }

  /** Returns what is usual on a device: bfloat16 on a GPU, float32 on a CPU. */
  public static Precision usualOn(Device device) {
    return device.isGpu() ? BFLOAT16 : FLOAT32;
  }

  /** Returns the bytes of a number of the embedding. */
  int bytes() {
    return bytes;
  }

  /** Returns the bytes of a number of the layers' frozen matrices. */
  int matrixBytes() {
    return matrixBytes;
  }

  /** Returns PyTorch's number of the scalar type of activations. */
  int torchCode() {
    return torchCode;
  }
}
