package io.tocsin.llama.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaseFingerprintTest {
  @TempDir Path folder;

  private CheckpointFolder checkpoint;
  private BaseFingerprint original;

  @BeforeEach
  void fingerprintSoundCheckpoint() throws IOException {
    checkpoint = new CheckpointFolder(folder.resolve("original"));
    original = fingerprint(checkpoint.writeSingle());
  }

  /** The expected figures come from Python's hashlib, which followed the definition. */
  @ParameterizedTest
  @CsvSource({
    "../models/tiny-llama3," + "eb3d99933f70f425e6338e8d44c02a6066778303aa34caef7457c07b095c16cf",
    "src/test/resources/golden/random-llama32-ropescaling/base,"
        + "591f5a9e59043c2cdb622ecc78c31f7fb8ff6914cb9c0aa5438cea46d8e5cd21",
  })
  void followsItsDefinition(Path base, String expected) throws IOException {
    assertEquals(expected, fingerprint(base).hex());
  }

  @Test
  void ignoresFormattingShardsHeadsAndWhatDoesNotMoveTheNumbers() throws IOException {
    // Given the same base in shards, with a head, and its configuration in the other dialect.
    CheckpointFolder same = new CheckpointFolder(folder.resolve("same"));
    same.config(
        """
        {"rope_parameters": {"rope_theta": 1e4, "rope_type": "default"}, "rms_norm_eps": 1e-6,
         "max_position_embeddings": 16, "num_key_value_heads": 1, "num_attention_heads": 2,
         "num_hidden_layers": 1, "intermediate_size": 6, "hidden_size": 4, "vocab_size": 5,
         "hidden_act": "silu", "model_type": "llama", "head_dim": 2, "tie_word_embeddings": true}
        """);
    same.add("lm_head.weight", 5, 4).add("score.weight", 3, 4);

    // When
    BaseFingerprint fingerprint = fingerprint(same.writeSharded());

    // Then
    assertEquals(original, fingerprint);
  }

  @ParameterizedTest
  @CsvSource({
    "rope_theta, 10001",
    "rms_norm_eps, 1e-5",
  })
  void changesWithTheConstants(String name, String value) throws IOException {
    String config = CheckpointFolder.CONFIG.replace("\"rope_theta\": 10000.0", "\"%s\": %s");
    CheckpointFolder other = new CheckpointFolder(folder.resolve("other"));

    other.config(config.formatted(name, value));

    assertNotEquals(original, fingerprint(other.writeSingle()));
  }

  @Test
  void changesWithOneWeight() throws IOException {
    CheckpointFolder other = new CheckpointFolder(folder.resolve("other"));

    other.tensors.put(
        "model.norm.weight", other.tensors.get("model.layers.0.input_layernorm.weight"));

    assertNotEquals(original, fingerprint(other.writeSingle()));
  }

  @Test
  void changesWithTheTokenizer() throws IOException {
    CheckpointFolder other = new CheckpointFolder(folder.resolve("other"));
    other.writeSingle();
    BaseFingerprint without = fingerprint(other.path);

    Files.writeString(other.path.resolve("tokenizer.json"), "{}");

    assertEquals(original, without);
    assertNotEquals(original, fingerprint(other.path));
  }

  @Test
  void tellsHowFarItHasCome() throws IOException {
    // Given
    ConcurrentLinkedQueue<List<Long>> steps = new ConcurrentLinkedQueue<>();

    // When
    try (Checkpoint base = Checkpoint.open(checkpoint.path)) {
      base.fingerprint((done, total) -> steps.add(List.of(done, total)));
    }

    // Then
    long bytes = checkpoint.tensors.values().stream().mapToLong(t -> t.data().byteSize()).sum();
    assertEquals(checkpoint.tensors.size(), steps.size());
    assertTrue(steps.contains(List.of(bytes, bytes)));
  }

  @Test
  void refusesWhatIsNoSha256() {
    assertThrows(IllegalArgumentException.class, () -> new BaseFingerprint("ABC"));
  }

  private static BaseFingerprint fingerprint(Path folder) throws IOException {
    try (Checkpoint base = Checkpoint.open(folder)) {
      return base.fingerprint();
    }
  }
}
