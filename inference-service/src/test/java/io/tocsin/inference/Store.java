package io.tocsin.inference;

import ai.djl.Device;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.store.DirectoryStore;
import io.tocsin.store.StoredAdapter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** An adapter store with random adapters for the embedded base. */
final class Store {
  private static final LoraConfig LORA =
      new LoraConfig(2, 4, 0, false, Set.of(Projection.Q, Projection.V));

  private final Path directory;
  private final Path made;
  private final LlamaConfig config;
  private final BaseFingerprint fingerprint;

  Store(Path folder) throws IOException {
    this.directory = folder.resolve("adapters");
    this.made = folder.resolve("made");
    try (LoadedBase base = LoadedBase.load(TestSettings.TINY, Device.cpu(), Precision.FLOAT32)) {
      this.config = base.config();
      this.fingerprint = base.fingerprint();
    }
  }

  Path directory() {
    return directory;
  }

  String baseFingerprint() {
    return fingerprint.hex();
  }

  /** Stores an adapter whose numbers its version decides, and returns its announcement. */
  AdapterPublished put(String version) throws IOException {
    return put(version, adapter(version, Optional.of(fingerprint)));
  }

  AdapterPublished put(String version, Adapter adapter) throws IOException {
    PeftFolder.write(made.resolve(version), adapter, config, "tiny-llama3");
    return store(version);
  }

  /** Writes an adapter's folder and leaves it to be spoilt before it is stored. */
  Path make(String version) throws IOException {
    Path folder = made.resolve(version);
    PeftFolder.write(folder, adapter(version, Optional.of(fingerprint)), config, "tiny-llama3");
    return folder;
  }

  /** Stores a folder as it is now, and returns its announcement. */
  AdapterPublished store(String version) throws IOException {
    return announce(version, new DirectoryStore(directory).put(version, made.resolve(version)));
  }

  /** Returns a file that was stored. */
  Path stored(String version, String file) {
    return directory.resolve(version).resolve(file);
  }

  Adapter adapter(String version, Optional<BaseFingerprint> base) {
    return adapter(version, LORA, base);
  }

  Adapter adapter(String version, int rank) {
    LoraConfig lora = new LoraConfig(rank, LORA.alpha(), 0, false, LORA.targets());
    return adapter(version, lora, Optional.of(fingerprint));
  }

  private Adapter adapter(String version, LoraConfig lora, Optional<BaseFingerprint> base) {
    ThetaLayout layout = new ThetaLayout(config, lora, Examples.CATEGORIES.size());
    Random random = new Random(version.hashCode());
    float[] theta = layout.trainable();
    for (int i = 0; i < theta.length; i++) {
      theta[i] *= (float) random.nextGaussian(0, 0.05);
    }
    return new Adapter(
        lora, Examples.CATEGORIES, layout.unpack(theta), base, TextPreparation.WORDS);
  }

  private AdapterPublished announce(String version, StoredAdapter stored) {
    return Examples.published(version, stored.uri(), stored.digest().hex(), fingerprint.hex());
  }

  Rollout rollout(String active, Optional<Long> replaces) {
    return rollout(active, Optional.empty(), Optional.empty(), replaces);
  }

  Rollout rollout(
      String active, Optional<Canary> canary, Optional<String> shadow, Optional<Long> replaces) {
    return Examples.rollout(fingerprint.hex(), active, canary, shadow, replaces);
  }
}
