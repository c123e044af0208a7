package io.tocsin.llama.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.checkpoint.LlamaConfigReader;
import io.tocsin.llama.safetensors.SafetensorsFile;
import io.tocsin.llama.safetensors.SafetensorsWriter;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** A copy of an adapter that PEFT made, for one test: sound until the test spoils it. */
final class GoldenAdapter {
  static final Path GOLDEN = Path.of("src/test/resources/golden");
  static final Path RANDOM_LLAMA3 = GOLDEN.resolve("random-llama3/adapter");

  private static final ObjectMapper JSON = new ObjectMapper();

  final Path path;
  final LlamaConfig base;
  final ObjectNode config;
  final Map<String, String> metadata = new LinkedHashMap<>(Map.of("format", "pt"));
  final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

  GoldenAdapter(Path path) throws IOException {
    this.path = path;
    this.base = LlamaConfigReader.read(GOLDEN.resolve("random-llama3/base/config.json"));
    this.config = (ObjectNode) JSON.readTree(RANDOM_LLAMA3.resolve("adapter_config.json").toFile());
    try (SafetensorsFile file =
        SafetensorsFile.open(RANDOM_LLAMA3.resolve("adapter_model.safetensors"))) {
      for (String name : file.names()) {
        Tensor tensor = file.tensor(name);
        tensors.put(name, Tensor.ofFloats(tensor.shape(), tensor.toFloats()));
      }
    }
  }

  GoldenAdapter set(String name, String json) throws IOException {
    config.set(name, JSON.readTree(json));
    return this;
  }

  GoldenAdapter provenance(String json) throws IOException {
    Files.writeString(path.resolve("tocsin.json"), json);
    return this;
  }

  /** Writes what has become of the copy, and reads it. */
  Adapter read() throws IOException {
    JSON.writeValue(path.resolve("adapter_config.json").toFile(), config);
    SafetensorsWriter.write(path.resolve("adapter_model.safetensors"), metadata, tensors);
    return PeftFolder.read(path, base);
  }
}
