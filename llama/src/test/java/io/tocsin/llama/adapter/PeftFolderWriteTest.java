package io.tocsin.llama.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.checkpoint.CheckpointException;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.checkpoint.LlamaConfigReader;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeftFolderWriteTest {
  /** What {@link Files#mismatch} says of equal files. */
  private static final long SAME = -1;

  private static final BaseFingerprint BASE = new BaseFingerprint("0123456789abcdef".repeat(4));

  @TempDir Path folder;

  private LlamaConfig base;
  private Adapter adapter;

  @BeforeEach
  void readGoldenAdapter() throws IOException {
    base = LlamaConfigReader.read(GoldenAdapter.GOLDEN.resolve("random-llama3/base/config.json"));
    Adapter golden = PeftFolder.read(GoldenAdapter.RANDOM_LLAMA3, base);
    adapter =
        new Adapter(
            golden.lora(), List.of("calm", "disaster"), golden.tensors(), Optional.of(BASE));
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    // Given a folder whose parent is yet to be made.
    Path written = folder.resolve("adapters/7");

    // When
    PeftFolder.write(written, adapter, base, "base");

    // Then
    assertEquals(adapter, PeftFolder.read(written, base));
    assertEquals(
        List.of("adapter_config.json", "adapter_model.safetensors", "tocsin.json"), list(written));
    assertEquals(List.of("7"), list(written.getParent()));
  }

  @Test
  void writesTheWeightsThatPeftWrites() throws IOException {
    // Given an adapter that, like PEFT's, does not tell its base.
    Path written = folder.resolve("7");
    Adapter golden = PeftFolder.read(GoldenAdapter.RANDOM_LLAMA3, base);

    // When
    PeftFolder.write(written, golden, base, "base");

    // Then
    assertEquals(SAME, Files.mismatch(weights(GoldenAdapter.RANDOM_LLAMA3), weights(written)));
  }

  @Test
  void writesSettingsAsPeftWritesThem() throws IOException {
    // Given
    ObjectMapper json = new ObjectMapper();
    JsonNode expected =
        json.readTree(GoldenAdapter.RANDOM_LLAMA3.resolve("adapter_config.json").toFile());
    Path written = folder.resolve("7");

    // When
    PeftFolder.write(written, adapter, base, "base");

    // Then each field is one of PEFT's, with PEFT's value.
    JsonNode ours = json.readTree(written.resolve("adapter_config.json").toFile());
    ours.properties()
        .forEach(field -> assertEquals(expected.get(field.getKey()), field.getValue()));
  }

  @Test
  void writesTheSameBytesAgain() throws IOException {
    PeftFolder.write(folder.resolve("7"), adapter, base, "base");

    PeftFolder.write(folder.resolve("8"), adapter, base, "base");

    for (String file : list(folder.resolve("7"))) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("7").resolve(file)),
          Files.readAllBytes(folder.resolve("8").resolve(file)));
    }
  }

  @Test
  void keepsAlphaThatIsNoInteger() throws IOException {
    LoraConfig lora = new LoraConfig(8, 0.5, 0, true, Set.of(Projection.Q, Projection.V));
    Adapter fractional =
        new Adapter(lora, adapter.categories(), adapter.tensors(), Optional.empty());

    PeftFolder.write(folder.resolve("7"), fractional, base, "base");

    assertEquals(fractional, PeftFolder.read(folder.resolve("7"), base));
  }

  @Test
  void refusesToReplaceAnAdapter() throws IOException {
    Files.createDirectory(folder.resolve("7"));

    assertThrows(
        FileAlreadyExistsException.class,
        () -> PeftFolder.write(folder.resolve("7"), adapter, base, "base"));
  }

  @Test
  void leavesNothingBehindWhenTheAdapterDoesNotFitTheBase() throws IOException {
    LlamaConfig tiny = LlamaConfigReader.read(Path.of("../models/tiny-llama3/config.json"));

    assertThrows(
        CheckpointException.class,
        () -> PeftFolder.write(folder.resolve("7"), adapter, tiny, "base"));

    assertEquals(List.of(), list(folder));
  }

  @Test
  void digestChangesWithOneWeight() throws IOException {
    // Given
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(adapter.tensors());
    float[] score = tensors.get(AdapterTensors.SCORE).toFloats();
    score[0] = Math.nextUp(score[0]);
    tensors.put(AdapterTensors.SCORE, Tensor.ofFloats(new long[] {2, 64}, score));
    Adapter other =
        new Adapter(adapter.lora(), adapter.categories(), tensors, adapter.baseFingerprint());

    // When
    PeftFolder.write(folder.resolve("7"), adapter, base, "base");
    PeftFolder.write(folder.resolve("8"), other, base, "base");

    // Then
    assertNotEquals(
        SAME, Files.mismatch(weights(folder.resolve("7")), weights(folder.resolve("8"))));
  }

  private static Path weights(Path adapter) {
    return adapter.resolve(PeftFolder.WEIGHTS);
  }

  private static List<String> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
