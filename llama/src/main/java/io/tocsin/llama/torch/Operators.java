package io.tocsin.llama.torch;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;

/** Operators of our own for GPUs, which a user builds from llama-cuda and DJL loads; or not. */
public final class Operators {
  /** Names the library to DJL, as an environment variable or a system property. */
  public static final String PATH = "PYTORCH_EXTRA_LIBRARY_PATH";

  /** That of llama-cuda whose operators the programs were written for. */
  private static final int VERSION = 1;

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
    static final boolean LOADED = Utils.getEnvOrSystemProperty(PATH) != null && asked();
  }

  private Operators() {}

  /**
   * Returns whether programs may call them.
   *
   * @throws IllegalStateException if they are of another version
   */
  public static boolean loaded() {
    return Answer.LOADED;
  }

  private static boolean asked() {
    try (TorchProgram probe = TorchProgram.compile("Probe", PROBE, Device.cpu());
        NDManager scope = probe.newScope()) {
      NDList zero = new NDList(scope.create(0L));
      long found = probe.call(scope, "version", zero).singletonOrThrow().getLong();
      if (found != VERSION) {
        throw new IllegalStateException(
            "operators: expected version %d, found %d: build llama-cuda anew"
                .formatted(VERSION, found));
      }
      return true;
    } catch (EngineException _) {
      // Another library may be meant.
      return false;
    }
  }
}
