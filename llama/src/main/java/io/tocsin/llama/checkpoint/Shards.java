package io.tocsin.llama.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.llama.safetensors.SafetensorsFile;
import io.tocsin.llama.safetensors.Tensor;
import io.tocsin.llama.safetensors.TensorEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The safetensors files of a checkpoint: one, or several under an index. */
final class Shards implements AutoCloseable {
  private static final String SINGLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  /** A plain file name: an index must not lead out of its folder. */
  private static final Pattern SHARD = Pattern.compile("\\w[\\w.-]*\\.safetensors");

  private static final Pattern PICKLE = Pattern.compile(".*\\.(bin|pt|pth|ckpt)");

  private final SequencedMap<String, SafetensorsFile> files = new LinkedHashMap<>();
  private final Map<String, SafetensorsFile> byTensor = new HashMap<>();

  private Shards() {}

  static Shards open(Path folder) throws IOException {
    Shards shards = new Shards();
    try {
      if (Files.exists(folder.resolve(SINGLE))) {
        shards.add(folder, SINGLE);
      } else if (Files.exists(folder.resolve(INDEX))) {
        shards.addIndexed(folder);
      } else {
        throw new CheckpointException(folder, List.of(noWeights(folder)));
      }
      return shards;
    } catch (IOException | RuntimeException e) {
      shards.close();
      throw e;
    }
  }

  private static String noWeights(Path folder) throws IOException {
    String expected = "expected " + SINGLE + " or " + INDEX + ", found ";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> PICKLE.matcher(name).matches())
          .min(String::compareTo)
          .map(
              name ->
                  expected
                      + name
                      + ": pickled weights can run code when loaded and are never read;"
                      + " convert them to safetensors")
          .orElse(expected + "neither");
    }
  }

  private void add(Path folder, String name) throws IOException {
    SafetensorsFile file = SafetensorsFile.open(folder.resolve(name));
    files.put(name, file);
    file.names().forEach(tensor -> byTensor.put(tensor, file));
  }

  private void addIndexed(Path folder) throws IOException {
    Path index = folder.resolve(INDEX);
    List<String> problems = new ArrayList<>();
    Map<String, String> weightMap = weightMap(ConfigFields.read(index, problems));
    for (String shard : weightMap.values().stream().distinct().sorted().toList()) {
      if (!SHARD.matcher(shard).matches()) {
        problems.add("expected the plain name of a .safetensors file as shard, found " + shard);
      } else if (!Files.exists(folder.resolve(shard))) {
        problems.add("missing shard " + shard);
      }
    }
    throwIfAny(index, problems);
    for (String shard : weightMap.values().stream().distinct().sorted().toList()) {
      add(folder, shard);
    }
    throwIfAny(index, differences(weightMap));
  }

  private static Map<String, String> weightMap(ConfigFields index) {
    if (!index.get("weight_map").isObject()) {
      index.problem("weight_map", "an object");
    }
    Map<String, String> shardByTensor = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : index.get("weight_map").properties()) {
      shardByTensor.put(entry.getKey(), entry.getValue().asText());
    }
    return shardByTensor;
  }

  private List<String> differences(Map<String, String> weightMap) {
    List<String> differences = new ArrayList<>();
    weightMap.forEach(
        (tensor, shard) -> {
          if (!files.get(shard).entries().containsKey(tensor)) {
            differences.add(tensor + ": expected in " + shard + ", not found there");
          }
        });
    files.forEach(
        (shard, file) ->
            file.names().stream()
                .filter(tensor -> !shard.equals(weightMap.get(tensor)))
                .forEach(
                    tensor ->
                        differences.add(
                            shard
                                + " holds "
                                + tensor
                                + ", which the index does not place there")));
    return differences;
  }

  private static void throwIfAny(Path where, List<String> problems) throws CheckpointException {
    if (!problems.isEmpty()) {
      throw new CheckpointException(where, problems);
    }
  }

  Map<String, TensorEntry> entries() {
    Map<String, TensorEntry> entries = new TreeMap<>();
    files.values().forEach(file -> entries.putAll(file.entries()));
    return entries;
  }

  boolean has(String tensor) {
    return byTensor.containsKey(tensor);
  }

  Tensor tensor(String name) {
    if (!has(name)) {
      throw new NoSuchElementException("the checkpoint has no tensor " + name);
    }
    return byTensor.get(name).tensor(name);
  }

  @Override
  public void close() {
    files.values().forEach(SafetensorsFile::close);
  }
}
