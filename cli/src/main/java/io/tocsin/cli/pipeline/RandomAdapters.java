package io.tocsin.cli.pipeline;

import ai.djl.Device;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.InitialTheta;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.store.AdapterStore;
import io.tocsin.store.DirectoryStore;
import io.tocsin.store.StoredAdapter;
import io.tocsin.training.RequestedTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adapters of the default recipe's shape that nobody trained: to load one costs what it costs. */
public final class RandomAdapters {
  private static final String REASON = "made to measure swaps";

  private final LoadedBase base;
  private final Path baseFolder;
  private final AdapterStore store;
  private final Path scratch;

  /**
   * Prepares making adapters.
   *
   * @param baseFolder what they name as their base
   * @param scratch where they are written before they are stored
   */
  public RandomAdapters(LoadedBase base, Path baseFolder, AdapterStore store, Path scratch) {
    this.base = base;
    this.baseFolder = baseFolder;
    this.store = store;
    this.scratch = scratch;
  }

  /** Stores two adapters in a system's store, and returns how they are announced. */
  public static List<AdapterPublished> pair(Path baseFolder, BenchSystem system)
      throws IOException {
    try (LoadedBase loaded = LoadedBase.load(baseFolder, Device.cpu(), Precision.FLOAT32)) {
      RandomAdapters random =
          new RandomAdapters(
              loaded, baseFolder, new DirectoryStore(system.adapters()), system.scratch());
      return List.of(random.put("bench-1", 1), random.put("bench-2", 2));
    }
  }

  /** Stores an adapter and returns how it is announced. */
  public AdapterPublished put(String version, long seed) throws IOException {
    Path folder = scratch.resolve(version);
    PeftFolder.write(folder, adapter(seed), base.config(), baseFolder.toString());
    return announced(version, seed, store.put(version, folder));
  }

  private Adapter adapter(long seed) {
    LoraConfig lora = RequestedTraining.lora(Recipe.DEFAULT.hyperparameters().lora());
    ThetaLayout layout = new ThetaLayout(base.config(), lora, Categories.DISASTER.size());
    return new Adapter(
        lora,
        Categories.DISASTER.names(),
        layout.unpack(InitialTheta.draw(layout, seed)),
        Optional.of(base.fingerprint()),
        TextPreparation.of(Recipe.DEFAULT.hyperparameters().textPreparation()));
  }

  private AdapterPublished announced(String version, long seed, StoredAdapter stored) {
    return new AdapterPublished(
        version,
        stored.uri(),
        stored.digest().hex(),
        base.fingerprint().hex(),
        version,
        new LabelSnapshot(EndOffsets.of(0), stored.digest().hex(), 0),
        seed,
        Recipe.DEFAULT.hyperparameters(),
        Categories.DISASTER.names(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        new Verdict.KeptBack(REASON),
        Instant.now());
  }
}
