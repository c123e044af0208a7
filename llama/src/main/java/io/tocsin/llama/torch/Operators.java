package io.tocsin.llama.torch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;
import java.util.OptionalLong;

/** Operators of our own for GPUs, which a user builds from llama-cuda and DJL loads; or not. */
public final class Operators {
  /** Names the library to DJL, as an environment variable or a system property. */
  public static final String PATH = "PYTORCH_EXTRA_LIBRARY_PATH";

  /** That of llama-cuda whose operators the programs were written for. */
  private static final int VERSION = 2;

  private static final String PROBE =
      """
      class Probe(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def version(self: __torch__.Probe, zero: Tensor) -> Tensor:
          return torch.add(zero, ops.tocsin.version())
      """;

  /** Asks once a process. */
  private static final class Answer {
    static final OptionalLong VERSION_FOUND =
        Utils.getEnvOrSystemProperty(PATH) == null ? OptionalLong.empty() : ask();
  }

  private Operators() {}

  /**
   * Returns whether programs may call them.
   *
   * @throws IllegalStateException if they are of another version
   */
  public static boolean loaded() {
    OptionalLong found = Answer.VERSION_FOUND;
    if (found.isPresent() && found.getAsLong() != VERSION) {
      throw new IllegalStateException(
          "operators: expected version %d, found %d: build llama-cuda anew"
              .formatted(VERSION, found.getAsLong()));
    }
    return found.isPresent();
  }

  private static OptionalLong ask() {
    try (TorchProgram probe = TorchProgram.compile("Probe", PROBE, Device.cpu());
        NDManager scope = probe.newScope()) {
      NDList zero = new NDList(scope.create(0L));
      NDList version = probe.call(scope, "version", zero);
      return OptionalLong.of(version.singletonOrThrow().getLong());
    } catch (EngineException _) {
      // Another library may be meant.
      return OptionalLong.empty();
    }
  }
}
