package io.tocsin.llama.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.checkpoint.CheckpointException;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.checkpoint.LlamaConfigReader;
import io.tocsin.llama.safetensors.DType;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeftFolderReadTest {
  private static final String FINGERPRINT = "0123456789abcdef".repeat(4);
  private static final String Q_LORA_A =
      "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight";

  @TempDir Path folder;

  private GoldenAdapter golden;

  @BeforeEach
  void copyGoldenAdapter() throws IOException {
    golden = new GoldenAdapter(folder);
  }

  @Test
  void readsAdapterOfTheEmbeddedBaseModel() throws IOException {
    // Given
    LlamaConfig base = LlamaConfigReader.read(Path.of("../models/tiny-llama3/config.json"));

    // When
    Adapter adapter = PeftFolder.read(GoldenAdapter.GOLDEN.resolve("tiny-base/adapter"), base);

    // Then
    assertEquals(
        new LoraConfig(16, 16, 0.05, false, Set.of(Projection.Q, Projection.V)), adapter.lora());
    assertEquals(List.of("LABEL_0", "LABEL_1"), adapter.categories());
    assertEquals(6 * 2 * 2 + 1, adapter.tensors().size());
    assertEquals("F32[2, 256]", adapter.tensors().get(AdapterTensors.SCORE).toString());
    assertEquals(Optional.empty(), adapter.baseFingerprint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"random-llama3", "random-llama32-ropescaling"})
  void readsAdaptersOfTheReference(String name) throws IOException {
    Path model = GoldenAdapter.GOLDEN.resolve(name);

    Adapter adapter =
        PeftFolder.read(
            model.resolve("adapter"), LlamaConfigReader.read(model.resolve("base/config.json")));

    assertEquals(8, adapter.lora().r());
    assertEquals(2, adapter.lora().scaling());
  }

  @Test
  void readsCategoriesAndBaseFromItsOwnFile() throws IOException {
    golden.provenance(
        "{\"categories\": [\"calm\", \"disaster\"], \"base_fingerprint\": \"%s\"}"
            .formatted(FINGERPRINT));

    Adapter adapter = golden.read();

    assertEquals(List.of("calm", "disaster"), adapter.categories());
    assertEquals(Optional.of(new BaseFingerprint(FINGERPRINT)), adapter.baseFingerprint());
  }

  @Test
  void readsBaseFromTheWeightsIfItsOwnFileIsLost() throws IOException {
    golden.metadata.put("base_fingerprint", FINGERPRINT);

    assertEquals(Optional.of(new BaseFingerprint(FINGERPRINT)), golden.read().baseFingerprint());
  }

  @Test
  void widensHalfPrecision() throws IOException {
    // Given brain floats and halves whose bits all read 0x3C00.
    byte[] bytes = new byte[8 * 64 * 2];
    for (int i = 1; i < bytes.length; i += 2) {
      bytes[i] = 0x3C;
    }
    MemorySegment data = MemorySegment.ofArray(bytes);
    golden.tensors.put(Q_LORA_A, new Tensor(DType.F16, new long[] {8, 64}, data));
    String loraB = Q_LORA_A.replace("lora_A", "lora_B");
    golden.tensors.put(loraB, new Tensor(DType.BF16, new long[] {64, 8}, data));

    // When
    Adapter adapter = golden.read();

    // Then
    Tensor half = adapter.tensors().get(Q_LORA_A);
    assertEquals(DType.F32, half.dtype());
    assertEquals(1f, half.toFloats()[0]);
    assertEquals(0x1p-7f, adapter.tensors().get(loraB).toFloats()[511]);
  }

  @Test
  void reportsAllDifferencesOfTheTensorsAtOnce() throws IOException {
    // Given one tensor too few, one too many, one of a wrong shape and one of a wrong type.
    golden.tensors.remove(AdapterTensors.SCORE);
    golden.tensors.put("extra", Tensor.ofFloats(new long[] {1}, new float[1]));
    golden.tensors.put(Q_LORA_A, Tensor.ofFloats(new long[] {4, 64}, new float[256]));
    MemorySegment bytes = MemorySegment.ofArray(new byte[512]);
    golden.tensors.put(
        AdapterTensors.loraB(1, Projection.Q), new Tensor(DType.I8, new long[] {64, 8}, bytes));

    // When
    CheckpointException e = refused();

    // Then
    assertEquals(
        List.of(
            Q_LORA_A + ": expected shape [8, 64], found [4, 64]",
            AdapterTensors.loraB(1, Projection.Q) + ": expected one of [F16, BF16, F32], found I8",
            "missing tensor base_model.model.score.weight [2, 64]",
            "unexpected tensor extra [1]"),
        e.problems());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesWeightsThatAreNotFinite(float weight) {
    float[] weights = new float[2 * 64];
    weights[100] = weight;
    golden.tensors.put(AdapterTensors.SCORE, Tensor.ofFloats(new long[] {2, 64}, weights));

    assertEquals(
        List.of(AdapterTensors.SCORE + ": expected finite weights, found NaN or infinity"),
        refused().problems());
  }

  @Test
  void refusesAdapterOfAnotherBase() throws IOException {
    LlamaConfig tiny = LlamaConfigReader.read(Path.of("../models/tiny-llama3/config.json"));

    CheckpointException e =
        assertThrows(
            CheckpointException.class, () -> PeftFolder.read(GoldenAdapter.RANDOM_LLAMA3, tiny));

    assertEquals(6 * 2 * 2 + 1, e.problems().size(), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "score.weight: expected shape [3, 64] | {\"categories\": [\"a\", \"b\", \"c\"]}",
        "categories: expected distinct names | {\"categories\": [\"a\", \"a\"]}",
        "categories: expected distinct names | {\"categories\": [\"a\", \" \"]}",
        "categories: expected distinct names | {\"categories\": [\"a\", 1]}",
        "categories: expected distinct names | {}",
        "base fingerprint: expected 64 "
            + "| {\"categories\": [\"a\", \"b\"], \"base_fingerprint\": \"x\"}",
      })
  void refusesMalformedProvenance(String expected, String json) throws IOException {
    golden.provenance(json);

    CheckpointException e = refused();

    assertEquals(1, e.problems().size(), e.getMessage());
    assertTrue(e.problems().getFirst().contains(expected), e.getMessage());
  }

  @Test
  void refusesProvenanceOfOtherWeights() throws IOException {
    golden.metadata.put("base_fingerprint", FINGERPRINT);
    golden.provenance(
        "{\"categories\": [\"a\", \"b\"], \"base_fingerprint\": \"%s\"}"
            .formatted(FINGERPRINT.replace('0', '1')));

    CheckpointException e = refused();

    assertTrue(e.problems().getFirst().startsWith("tocsin.json: expected the base"));
  }

  @Test
  void refusesPickledWeights() throws IOException {
    Path pickled = Files.createDirectory(folder.resolve("pickled"));
    Files.createFile(pickled.resolve("adapter_model.bin"));

    CheckpointException e =
        assertThrows(CheckpointException.class, () -> PeftFolder.read(pickled, golden.base));

    assertEquals(
        List.of(
            "expected adapter_config.json, found none",
            "expected adapter_model.safetensors, found adapter_model.bin: pickled weights can run"
                + " code when loaded and are never read; convert them to safetensors"),
        e.problems());
  }

  @Test
  void refusesEmptyFolder() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    CheckpointException e =
        assertThrows(CheckpointException.class, () -> PeftFolder.read(empty, golden.base));

    assertEquals(2, e.problems().size(), e.getMessage());
  }

  private CheckpointException refused() {
    return assertThrows(CheckpointException.class, golden::read);
  }
}
