package io.tocsin.cli.finetune;

import ai.djl.engine.Engine;
import io.tocsin.cli.TocsinVersion;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.torch.TorchRuntime;
import java.io.IOException;
import java.nio.file.Path;

/**
 * With what a run was computed.
 *
 * @param base the base's folder
 * @param fingerprint of the base
 * @param threads that computed
 */
record Origin(
    String base,
    String fingerprint,
    String device,
    String dtype,
    int threads,
    String tocsin,
    String java,
    String djl,
    String pytorch) {

  static Origin of(LoadedBase base, Path folder) throws IOException {
    return new Origin(
        folder.toString(),
        base.fingerprint().hex(),
        DeviceOptions.name(base.model().device()),
        base.model().precision().label(),
        TorchRuntime.threads(base.model().device()),
        TocsinVersion.number(),
        Runtime.version().toString(),
        Engine.getDjlVersion(),
        Engine.getEngine("PyTorch").getVersion());
  }
}
