package io.tocsin.cli.learning;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.AdapterTensors;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.checkpoint.LlamaConfigReader;
import io.tocsin.llama.safetensors.Tensor;
import io.tocsin.store.AdapterStore;
import io.tocsin.store.FolderDigest;
import io.tocsin.store.StoredAdapter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An adapter that is bad on purpose: a good one whose head is turned round, so that it says of
 * every tweet what that one does not. No gate has seen it, as none sees what people bring along.
 */
final class WorseAdapter {
  private static final String REASON = "bad on purpose: the head of %s, turned round";

  private final AdapterStore store;
  private final Path base;
  private final Path scratch;

  /**
   * Prepares making it.
   *
   * @param base the base model's folder
   * @param scratch where it is written before it is stored
   */
  WorseAdapter(AdapterStore store, Path base, Path scratch) {
    this.store = store;
    this.base = base;
    this.scratch = scratch;
  }

  /** Stores it, and returns how it is announced. */
  AdapterPublished of(AdapterPublished good) throws IOException {
    LlamaConfig config = LlamaConfigReader.read(base.resolve("config.json"));
    Path stored = store.fetch(good.uri(), new FolderDigest(good.sha256()));
    String version = "turned-" + good.version();
    Path folder = scratch.resolve(version);
    PeftFolder.write(folder, turned(PeftFolder.read(stored, config)), config, base.toString());
    return announced(version, good, store.put(version, folder));
  }

  private static Adapter turned(Adapter good) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(good.tensors());
    tensors.computeIfPresent(AdapterTensors.SCORE, (_, score) -> negative(score));
    return new Adapter(
        good.lora(), good.categories(), tensors, good.baseFingerprint(), good.preparation());
  }

  private static Tensor negative(Tensor tensor) {
    float[] values = tensor.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = -values[i];
    }
    return Tensor.ofFloats(tensor.shape(), values);
  }

  private static AdapterPublished announced(
      String version, AdapterPublished good, StoredAdapter stored) {
    return new AdapterPublished(
        version,
        stored.uri(),
        stored.digest().hex(),
        good.baseFingerprint(),
        version,
        good.labels(),
        good.seed(),
        good.hyperparameters(),
        good.categories(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        new Verdict.KeptBack(REASON.formatted(good.version())),
        Instant.now());
  }
}
