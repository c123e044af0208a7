package io.tocsin.llama.checkpoint;

import io.tocsin.llama.safetensors.ExpectedTensors;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A Llama base model in Hugging Face's layout: {@code config.json}, weights as safetensors, whole
 * or in shards, and usually {@code tokenizer.json}. The weights are mapped, not copied.
 */
public final class Checkpoint implements AutoCloseable {
  private final Path directory;
  private final LlamaConfig config;
  private final Shards shards;
  private final List<String> names;

  private Checkpoint(Path directory, LlamaConfig config, Shards shards, ExpectedTensors expected) {
    this.directory = directory;
    this.config = config;
    this.shards = shards;
    this.names = List.copyOf(new TreeSet<>(expected.shapes().keySet()));
  }

  /**
   * Opens a checkpoint and compares its tensors' names, shapes and types with its configuration.
   *
   * @throws CheckpointException with all differences, if there are any, or if weights are missing
   * @throws io.tocsin.llama.safetensors.SafetensorsException if a file breaks the format
   * @throws IOException if it cannot be read
   */
  public static Checkpoint open(Path directory) throws IOException {
    Path configJson = directory.resolve("config.json");
    if (!Files.exists(configJson)) {
      throw new CheckpointException(directory, List.of("expected config.json, found none"));
    }
    LlamaConfig config = LlamaConfigReader.read(configJson);
    ExpectedTensors expected = BaseTensors.of(config);
    Shards shards = Shards.open(directory);
    List<String> differences = expected.differences(shards.entries(), BaseTensors::isTolerated);
    if (!differences.isEmpty()) {
      shards.close();
      throw new CheckpointException(directory, differences);
    }
    return new Checkpoint(directory, config, shards, expected);
  }

  /** Returns the model's constants. */
  public LlamaConfig config() {
    return config;
  }

  /** Returns the folder that was opened. */
  public Path directory() {
    return directory;
  }

  /** Returns the names of the base's tensors, sorted: embedding, layers, final norm, no head. */
  public List<String> names() {
    return names;
  }

  /** Returns whether the files hold a tensor, be it of the base or of a head beside it. */
  public boolean has(String name) {
    return shards.has(name);
  }

  /**
   * Returns a tensor by its Hugging Face name, as a slice of the mapped file: valid until closed.
   *
   * @throws NoSuchElementException if the files hold none of that name
   */
  public Tensor tensor(String name) {
    return shards.tensor(name);
  }

  /** Returns the tokenizer's definition, if it lies beside the weights. */
  public Optional<Path> tokenizerFile() {
    return Optional.of(directory.resolve("tokenizer.json")).filter(Files::exists);
  }

  /**
   * Computes the fingerprint, which reads every byte of the base.
   *
   * @throws IOException if the tokenizer cannot be read
   */
  public BaseFingerprint fingerprint() throws IOException {
    return fingerprint((_, _) -> {});
  }

  /**
   * Computes the fingerprint, telling how far it has come.
   *
   * @throws IOException if the tokenizer cannot be read
   */
  public BaseFingerprint fingerprint(FingerprintProgress progress) throws IOException {
    return new Fingerprinting(this, progress).fingerprint();
  }

  /** Unmaps the files: tensors taken from here refuse access from now on. */
  @Override
  public void close() {
    shards.close();
  }
}
