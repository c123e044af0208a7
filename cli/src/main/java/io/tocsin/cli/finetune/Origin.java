package io.tocsin.cli.finetune;

import ai.djl.engine.Engine;
import io.tocsin.cli.TocsinVersion;
import io.tocsin.llama.base.LoadedBase;
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
        base.copies().names(),
        base.model().precision().label(),
        base.copies().threads(),
        TocsinVersion.number(),
        Runtime.version().toString(),
        Engine.getDjlVersion(),
        Engine.getEngine("PyTorch").getVersion());
  }
}
