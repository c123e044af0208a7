package io.tocsin.llama.model;

import ai.djl.Device;
import io.tocsin.llama.torch.Operators;
import java.util.List;

/** How {@code llama.py} is spelled: by PyTorch's operators alone, or by some of our own. */
enum Form {
  PLAIN,
  OPERATORS,
  OPERATORS_FP8;

  /**
   * Returns the fastest form that this process can run.
   *
   * @throws IllegalArgumentException if the precision needs what is not there
   */
  static Form of(Device device, Precision precision) {
    boolean operators = device.isGpu() && Operators.loaded();
    if (precision == Precision.FLOAT8) {
      if (!operators) {
        throw new IllegalArgumentException(
            "fp8: expected a GPU and the operators of llama-cuda, found %s: build them and name"
                    .formatted(device.isGpu() ? "no operators" : "a CPU")
                + " the library in "
                + Operators.PATH);
      }
      return OPERATORS_FP8;
    }
    return operators ? OPERATORS : PLAIN;
  }

  /** Returns the files whose methods take the place of those before. */
  List<String> files() {
    return switch (this) {
      case PLAIN -> List.of();
      case OPERATORS -> List.of("operators.py");
      case OPERATORS_FP8 -> List.of("operators.py", "fp8.py");
    };
  }

  /** Returns whether matrices that read one input are multiplied one by one. */
  boolean divided() {
    return this == PLAIN;
  }
}
