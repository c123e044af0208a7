package io.tocsin.llama.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.safetensors.DType;
import io.tocsin.llama.safetensors.SafetensorsException;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointTest {
  private static final Path TINY_LLAMA = Path.of("../models/tiny-llama3");

  @TempDir Path folder;

  @Test
  void opensTheEmbeddedBaseModel() throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(TINY_LLAMA)) {
      assertEquals(6, checkpoint.config().layers());
      assertEquals(6 * 9 + 2, checkpoint.names().size());
      assertEquals(
          "BF16[128, 256]", checkpoint.tensor("model.layers.5.self_attn.v_proj.weight").toString());
      assertEquals(TINY_LLAMA, checkpoint.directory());
      assertEquals(Optional.of(TINY_LLAMA.resolve("tokenizer.json")), checkpoint.tokenizerFile());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"random-llama3", "random-llama32-ropescaling"})
  void opensTheBasesOfTheReferenceAndToleratesTheirHeads(String name) throws IOException {
    Path base = Path.of("src/test/resources/golden", name, "base");

    try (Checkpoint checkpoint = Checkpoint.open(base)) {
      assertEquals(2, checkpoint.config().layers());
      assertFalse(checkpoint.names().contains("score.weight"));
      assertTrue(checkpoint.has("score.weight"));
      assertEquals(Optional.empty(), checkpoint.tokenizerFile());
    }
  }

  @Test
  void opensShardedCheckpoint() throws IOException {
    // Given
    CheckpointFolder sound = new CheckpointFolder(folder);
    sound.writeSharded();

    // When
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      // Then
      sound.tensors.forEach((name, tensor) -> assertEquals(tensor, checkpoint.tensor(name)));
      assertEquals(sound.tensors.size(), checkpoint.names().size());
    }
  }

  @Test
  void toleratesHeadsAndTheFrequenciesOfOldCheckpoints() throws IOException {
    new CheckpointFolder(folder)
        .add("lm_head.weight", 5, 4)
        .add("score.weight", 2, 4)
        .add("model.rotary_emb.inv_freq", 1)
        .add("model.layers.0.self_attn.rotary_emb.inv_freq", 1)
        .writeSingle();

    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      assertEquals(11, checkpoint.names().size());
      assertTrue(checkpoint.has("lm_head.weight"));
    }
  }

  @Test
  void reportsAllDifferencesAtOnce() throws IOException {
    // Given one tensor too few, one too many, one of a wrong shape and one of a wrong type.
    CheckpointFolder spoilt = new CheckpointFolder(folder).add("model.norm.bias", 4);
    spoilt.add("model.layers.0.mlp.up_proj.weight", 4, 6);
    spoilt.tensors.remove("model.embed_tokens.weight");
    spoilt.tensors.put(
        "model.norm.weight",
        new Tensor(DType.I8, new long[] {4}, MemorySegment.ofArray(new byte[4])));
    spoilt.writeSingle();

    // When
    CheckpointException e = refused();

    // Then
    assertEquals(
        List.of(
            "missing tensor model.embed_tokens.weight [5, 4]",
            "model.layers.0.mlp.up_proj.weight: expected shape [6, 4], found [4, 6]",
            "model.norm.weight: expected one of [F16, BF16, F32], found I8",
            "unexpected tensor model.norm.bias [4]"),
        e.problems());
  }

  @Test
  void refusesIndexThatDisagreesWithItsShards() throws IOException {
    // Given a shard that lacks one of its tensors and holds one that the index does not know.
    CheckpointFolder spoilt = new CheckpointFolder(folder);
    spoilt.writeSharded();
    Path index = folder.resolve("model.safetensors.index.json");
    Files.writeString(
        index, Files.readString(index).replace("model.norm.weight", "model.norm.bias"));

    // When
    CheckpointException e = refused();

    // Then
    assertEquals(2, e.problems().size(), e.getMessage());
    assertTrue(e.problems().get(0).startsWith("model.norm.bias: expected in model-0000"));
    assertTrue(e.problems().get(1).contains("holds model.norm.weight"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../model.safetensors",
        "/etc/model.safetensors",
        "a/b.safetensors",
        "a\\b.safetensors",
        "..safetensors",
        "model\u0000.safetensors",
        "model.bin"
      })
  void refusesShardOutsideTheFolderOrOfAnotherKind(String shard) throws IOException {
    new CheckpointFolder(folder).writeIndex(Map.of("model.norm.weight", shard));

    CheckpointException e = refused();

    assertEquals(
        List.of("expected the plain name of a .safetensors file as shard, found " + shard),
        e.problems());
  }

  @Test
  void refusesMissingShard() throws IOException {
    new CheckpointFolder(folder).writeSharded();
    Files.delete(folder.resolve("model-00002-of-00002.safetensors"));

    assertEquals(List.of("missing shard model-00002-of-00002.safetensors"), refused().problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"weight_map\": []}", "{\"weight_map\": {\"a\": 1}}", "[]"})
  void refusesMalformedIndex(String json) throws IOException {
    new CheckpointFolder(folder);
    Files.writeString(folder.resolve("model.safetensors.index.json"), json);

    assertEquals(1, refused().problems().size());
  }

  @Test
  void refusesPickledWeights() throws IOException {
    new CheckpointFolder(folder);
    Files.createFile(folder.resolve("pytorch_model.bin"));

    assertEquals(
        List.of(
            "expected model.safetensors or model.safetensors.index.json, found pytorch_model.bin:"
                + " pickled weights can run code when loaded and are never read;"
                + " convert them to safetensors"),
        refused().problems());
  }

  @Test
  void refusesFolderWithoutWeights() throws IOException {
    new CheckpointFolder(folder);

    assertEquals(
        List.of("expected model.safetensors or model.safetensors.index.json, found neither"),
        refused().problems());
  }

  @Test
  void refusesFolderWithoutConfiguration() {
    assertEquals(List.of("expected config.json, found none"), refused().problems());
  }

  @Test
  void refusesBrokenWeights() throws IOException {
    new CheckpointFolder(folder);
    Files.writeString(folder.resolve("model.safetensors"), "not weights");

    assertThrows(SafetensorsException.class, () -> Checkpoint.open(folder));
  }

  @Test
  void refusesUnknownTensorByName() throws IOException {
    new CheckpointFolder(folder).writeSingle();

    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      assertFalse(checkpoint.has("score.weight"));
      assertThrows(NoSuchElementException.class, () -> checkpoint.tensor("score.weight"));
    }
  }

  private CheckpointException refused() {
    return assertThrows(CheckpointException.class, () -> Checkpoint.open(folder).close());
  }
}
