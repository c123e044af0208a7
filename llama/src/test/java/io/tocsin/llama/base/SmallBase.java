package io.tocsin.llama.base;

import ai.djl.Device;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.model.BaseModel;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.safetensors.DType;
import io.tocsin.llama.safetensors.SafetensorsFile;
import io.tocsin.llama.safetensors.SafetensorsWriter;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The small random Llama of the reference, as F32: tests alter it and write it to a folder. */
public final class SmallBase {
  /** The original: BF16, in one file, without a tokenizer. */
  public static final Path FOLDER = Path.of("src/test/resources/golden/random-llama3/base");

  /** A tokenizer of the same vocabulary. */
  public static final Path TOKENIZER = Path.of("../models/tiny-llama3/tokenizer.json");

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

  public SmallBase() throws IOException {
    try (SafetensorsFile file = SafetensorsFile.open(FOLDER.resolve("model.safetensors"))) {
      for (String name : file.names()) {
        Tensor tensor = file.tensor(name);
        tensors.put(name, Tensor.ofFloats(tensor.shape(), tensor.toFloats()));
      }
    }
  }

  /** Loads the original for computing in fp32. */
  public static BaseModel load() throws IOException {
    return load(FOLDER);
  }

  /** Loads a written folder for computing in fp32. */
  public static BaseModel load(Path folder) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      return BaseModel.load(checkpoint, List.of(Device.cpu()), Precision.FLOAT32);
    }
  }

  public float[] values(String name) {
    return tensors.get(name).toFloats();
  }

  public SmallBase set(String name, float[] values) {
    tensors.put(name, Tensor.ofFloats(tensors.get(name).shape(), values));
    return this;
  }

  /** Stores all weights as another type, rounded to nearest. */
  public SmallBase as(DType dtype) {
    tensors.replaceAll((_, tensor) -> convert(tensor, dtype));
    return this;
  }

  private static Tensor convert(Tensor tensor, DType dtype) {
    float[] values = tensor.toFloats();
    byte[] bytes = new byte[Math.toIntExact(dtype.byteSize(tensor.shape()))];
    MemorySegment data = MemorySegment.ofArray(bytes);
    for (int i = 0; i < values.length; i++) {
      switch (dtype) {
        case F16 -> data.setAtIndex(SHORT, i, Float.floatToFloat16(values[i]));
        case BF16 -> data.setAtIndex(SHORT, i, toBfloat16(values[i]));
        default -> throw new IllegalArgumentException("no checkpoint is stored as " + dtype);
      }
    }
    return new Tensor(dtype, tensor.shape(), data);
  }

  private static short toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int even = (bits >>> Short.SIZE) & 1;
    return (short) ((bits + Short.MAX_VALUE + even) >>> Short.SIZE);
  }

  /** Writes one file of weights, configuration and tokenizer. */
  public Path write(Path folder) throws IOException {
    copyOthers(folder);
    SafetensorsWriter.write(folder.resolve("model.safetensors"), Map.of("format", "pt"), tensors);
    return folder;
  }

  /** Writes three files of weights with their index, configuration and tokenizer. */
  public Path writeSharded(Path folder) throws IOException {
    copyOthers(folder);
    List<SequencedMap<String, Tensor>> shards =
        List.of(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    Map<String, String> index = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(tensors.sequencedKeySet());
    for (int i = 0; i < names.size(); i++) {
      shards.get(i % shards.size()).put(names.get(i), tensors.get(names.get(i)));
      index.put(names.get(i), shardName(i % shards.size()));
    }
    for (int shard : IntStream.range(0, shards.size()).toArray()) {
      SafetensorsWriter.write(folder.resolve(shardName(shard)), Map.of(), shards.get(shard));
    }
    String entries =
        index.entrySet().stream()
            .map(entry -> "\"%s\": \"%s\"".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    Files.writeString(
        folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {" + entries + "}}");
    return folder;
  }

  private static String shardName(int shard) {
    return "model-%05d-of-00003.safetensors".formatted(shard + 1);
  }

  private static void copyOthers(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.copy(FOLDER.resolve("config.json"), folder.resolve("config.json"));
    Files.copy(TOKENIZER, folder.resolve("tokenizer.json"));
  }
}
