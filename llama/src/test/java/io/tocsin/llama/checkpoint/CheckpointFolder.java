package io.tocsin.llama.checkpoint;

import io.tocsin.llama.safetensors.SafetensorsWriter;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** A minute checkpoint, made for one test: sound until the test spoils it. */
final class CheckpointFolder {
  static final String CONFIG =
      """
      {"model_type": "llama", "hidden_act": "silu", "vocab_size": 5, "hidden_size": 4,
       "intermediate_size": 6, "num_hidden_layers": 1, "num_attention_heads": 2,
       "num_key_value_heads": 1, "max_position_embeddings": 8, "rope_theta": 10000.0}
      """;

  final Path path;
  final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

  CheckpointFolder(Path path) throws IOException {
    this.path = path;
    config(CONFIG);
    add("model.embed_tokens.weight", 5, 4);
    add("model.layers.0.input_layernorm.weight", 4);
    add("model.layers.0.mlp.down_proj.weight", 4, 6);
    add("model.layers.0.mlp.gate_proj.weight", 6, 4);
    add("model.layers.0.mlp.up_proj.weight", 6, 4);
    add("model.layers.0.post_attention_layernorm.weight", 4);
    add("model.layers.0.self_attn.k_proj.weight", 2, 4);
    add("model.layers.0.self_attn.o_proj.weight", 4, 4);
    add("model.layers.0.self_attn.q_proj.weight", 4, 4);
    add("model.layers.0.self_attn.v_proj.weight", 2, 4);
    add("model.norm.weight", 4);
  }

  CheckpointFolder config(String json) throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve("config.json"), json);
    return this;
  }

  /** Adds or replaces a tensor, whose weights follow from its name. */
  CheckpointFolder add(String name, long... shape) {
    int count = 1;
    for (long dimension : shape) {
      count *= (int) dimension;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = name.hashCode() % 97 + i / 8f;
    }
    tensors.put(name, Tensor.ofFloats(shape, values));
    return this;
  }

  Path writeSingle() throws IOException {
    SafetensorsWriter.write(path.resolve("model.safetensors"), Map.of("format", "pt"), tensors);
    return path;
  }

  /** Writes two shards, the tensors by turns, and an index of them. */
  Path writeSharded() throws IOException {
    Map<String, String> weightMap = new TreeMap<>();
    List<String> shards =
        List.of("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
    for (int shard = 0; shard < 2; shard++) {
      SequencedMap<String, Tensor> part = new LinkedHashMap<>();
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        if (Math.floorMod(entry.getKey().hashCode(), 2) == shard) {
          part.put(entry.getKey(), entry.getValue());
          weightMap.put(entry.getKey(), shards.get(shard));
        }
      }
      SafetensorsWriter.write(path.resolve(shards.get(shard)), Map.of(), part);
    }
    return writeIndex(weightMap);
  }

  Path writeIndex(Map<String, String> weightMap) throws IOException {
    Files.writeString(
        path.resolve("model.safetensors.index.json"),
        ConfigFields.JSON.writeValueAsString(Map.of("weight_map", weightMap)));
    return path;
  }
}
