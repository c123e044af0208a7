package io.tocsin.llama.adapter;

import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.checkpoint.CheckpointException;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.safetensors.ExpectedTensors;
import io.tocsin.llama.safetensors.SafetensorsFile;
import io.tocsin.llama.safetensors.Tensor;
import io.tocsin.llama.safetensors.TensorEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An adapter's folder in PEFT's layout: {@code adapter_config.json}, {@code
 * adapter_model.safetensors}, and beside them {@code tocsin.json}, which PEFT ignores.
 *
 * <p>Source: PEFT 0.21, which reads what is written here and writes what is read here.
 */
public final class PeftFolder {
  static final String CONFIG = "adapter_config.json";
  static final String WEIGHTS = "adapter_model.safetensors";
  static final String PROVENANCE = "tocsin.json";

  private static final String PICKLE = "adapter_model.bin";

  private static final long TRANSFORMERS_DEFAULT_LABELS = 2;

  private final Path directory;
  private final LlamaConfig base;

  private PeftFolder(Path directory, LlamaConfig base) {
    this.directory = directory;
    this.base = base;
  }

  /**
   * Reads an adapter, whoever wrote it. Its tensors are copied, as F32: the folder may go. Without
   * {@code tocsin.json} the categories are named LABEL_0, LABEL_1, …
   *
   * @throws CheckpointException naming everything that is missing, malformed, not implemented or
   *     does not fit the base
   * @throws io.tocsin.llama.safetensors.SafetensorsException if the weights break the format
   * @throws IOException if a file cannot be read
   */
  public static Adapter read(Path directory, LlamaConfig base) throws IOException {
    return new PeftFolder(directory, base).read();
  }

  /**
   * Writes an adapter into a new folder, which appears whole, on disk and proven readable, or not
   * at all. The bytes depend on the arguments alone.
   *
   * @param baseName what PEFT shall load as the base: a path, or a name on the hub
   * @throws java.nio.file.FileAlreadyExistsException if there is a folder: adapters never change
   * @throws CheckpointException naming everything that does not fit the base
   * @throws IOException if writing fails
   */
  public static void write(Path directory, Adapter adapter, LlamaConfig base, String baseName)
      throws IOException {
    new PeftFolderWriter(adapter, base, baseName).write(directory.toAbsolutePath());
  }

  private Adapter read() throws IOException {
    requireFiles();
    LoraConfig lora = PeftConfigReader.read(directory.resolve(CONFIG), base);
    List<String> problems = new ArrayList<>();
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    try (SafetensorsFile weights = SafetensorsFile.open(directory.resolve(WEIGHTS))) {
      Provenance provenance = provenance(weights, problems);
      ExpectedTensors expected = AdapterTensors.of(lora, provenance.categories().size(), base);
      problems.addAll(expected.differences(weights.entries(), _ -> false));
      throwIfAny(problems);
      for (String name : expected.shapes().keySet()) {
        Tensor tensor = weights.tensor(name);
        tensors.put(name, Tensor.ofFloats(tensor.shape(), tensor.toFloats()));
      }
      throwIfAny(AdapterTensors.faults(tensors));
      return new Adapter(
          lora, provenance.categories(), tensors, provenance.base(), provenance.preparation());
    }
  }

  private void requireFiles() throws CheckpointException {
    List<String> problems = new ArrayList<>();
    if (!Files.exists(directory.resolve(CONFIG))) {
      problems.add("expected " + CONFIG + ", found none");
    }
    if (!Files.exists(directory.resolve(WEIGHTS))) {
      problems.add(
          "expected "
              + WEIGHTS
              + ", found "
              + (Files.exists(directory.resolve(PICKLE))
                  ? PICKLE
                      + ": pickled weights can run code when loaded and are never read;"
                      + " convert them to safetensors"
                  : "none"));
    }
    throwIfAny(problems);
  }

  private Provenance provenance(SafetensorsFile weights, List<String> problems) throws IOException {
    Optional<BaseFingerprint> stored =
        Optional.ofNullable(weights.metadata().get(Provenance.BASE_FINGERPRINT))
            .flatMap(hex -> Provenance.fingerprint(hex, problems));
    Provenance unnamed = Provenance.unnamed(categories(weights), stored);
    Path file = directory.resolve(PROVENANCE);
    if (!Files.exists(file)) {
      return unnamed;
    }
    Provenance provenance = Provenance.read(file, problems).orElse(unnamed);
    if (stored.isPresent() && !stored.equals(provenance.base())) {
      problems.add(
          "%s: expected the base of the weights beside it, %s, found %s"
              .formatted(PROVENANCE, stored.get(), provenance.base().orElse(null)));
    }
    return provenance;
  }

  /**
   * Trusts the head's rows only if they have the right width: then the file bounds their number.
   */
  private long categories(SafetensorsFile weights) {
    TensorEntry score = weights.entries().get(AdapterTensors.SCORE);
    boolean isTrusted =
        score != null && score.shape().size() == 2 && score.shape().get(1) == base.hiddenSize();
    return isTrusted ? score.shape().get(0) : TRANSFORMERS_DEFAULT_LABELS;
  }

  private void throwIfAny(List<String> problems) throws CheckpointException {
    if (!problems.isEmpty()) {
      throw new CheckpointException(directory, problems);
    }
  }
}
