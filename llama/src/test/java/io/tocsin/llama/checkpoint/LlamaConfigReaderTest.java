package io.tocsin.llama.checkpoint;

import static io.tocsin.llama.checkpoint.PublishedConfigs.LLAMA_32_1B;
import static io.tocsin.llama.checkpoint.PublishedConfigs.LLAMA_3_8B_INSTRUCT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.llama.checkpoint.RotaryEmbedding.Default;
import io.tocsin.llama.checkpoint.RotaryEmbedding.Llama3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LlamaConfigReaderTest {
  @TempDir Path folder;

  @Test
  void readsLlama38BInstruct() throws IOException {
    LlamaConfig config = read(LLAMA_3_8B_INSTRUCT);

    LlamaConfig expected =
        new LlamaConfig(
            128256,
            4096,
            14336,
            32,
            32,
            8,
            128,
            8192,
            1e-5,
            new Default(500_000),
            false,
            OptionalInt.of(128000),
            List.of(128009),
            OptionalInt.empty());
    assertEquals(expected, config);
  }

  @Test
  void readsLlama321B() throws IOException {
    LlamaConfig config = read(LLAMA_32_1B);

    assertEquals(new Llama3(500_000, 32, 1, 4, 8192), config.rope());
    assertEquals(64, config.headDim());
    assertTrue(config.tieWordEmbeddings());
    assertEquals(List.of(128001, 128008, 128009), config.eosTokenIds());
  }

  @Test
  void readsTheBasesOfTheReference() throws IOException {
    Path golden = Path.of("src/test/resources/golden");

    LlamaConfig plain = LlamaConfigReader.read(golden.resolve("random-llama3/base/config.json"));
    LlamaConfig scaled =
        LlamaConfigReader.read(golden.resolve("random-llama32-ropescaling/base/config.json"));
    LlamaConfig tiny = LlamaConfigReader.read(Path.of("../models/tiny-llama3/config.json"));

    assertEquals(new Default(500_000), plain.rope());
    assertEquals(OptionalInt.of(1), plain.padTokenId());
    assertEquals(new Llama3(500_000, 8, 1, 4, 16), scaled.rope());
    assertEquals(new Default(10_000), tiny.rope());
    assertEquals(256, tiny.queryWidth());
    assertEquals(128, tiny.keyValueWidth());
  }

  @Test
  void fallsBackOnTheDefaultsOfTransformers() throws IOException {
    // Given a configuration as Llama 1 left it.
    ObjectNode json = object(LLAMA_3_8B_INSTRUCT);
    json.remove(
        List.of(
            "num_key_value_heads",
            "rope_theta",
            "rope_scaling",
            "rms_norm_eps",
            "attention_bias",
            "tie_word_embeddings",
            "bos_token_id",
            "eos_token_id",
            "architectures"));

    // When
    LlamaConfig config = read(json.toString());

    // Then
    assertEquals(32, config.keyValueHeads());
    assertEquals(128, config.headDim());
    assertEquals(new Default(10_000), config.rope());
    assertEquals(1e-6, config.rmsNormEps());
    assertEquals(List.of(), config.eosTokenIds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model_type",
        "hidden_act",
        "vocab_size",
        "hidden_size",
        "intermediate_size",
        "num_hidden_layers",
        "num_attention_heads",
        "max_position_embeddings"
      })
  void refusesMissingValueByName(String name) {
    ObjectNode json = object(LLAMA_3_8B_INSTRUCT);
    json.remove(name);

    CheckpointException e = refused(json.toString());

    assertEquals(1, e.problems().size(), e.getMessage());
    assertTrue(e.problems().getFirst().startsWith(name + ": expected"), e.getMessage());
    assertTrue(e.problems().getFirst().endsWith("found nothing"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model_type | \"mistral\"",
        "architectures | [\"MistralForCausalLM\"]",
        "attention_bias | true",
        "mlp_bias | true",
        "attention_dropout | 0.1",
        "sliding_window | 4096",
        "hidden_act | \"gelu\"",
        "quantization_config | {\"bits\": 4}",
        "pretraining_tp | 2",
        "partial_rotary_factor | 0.5",
        "hidden_size | 4096.5",
        "hidden_size | \"4096\"",
        "num_hidden_layers | 0",
        "num_key_value_heads | -8",
        "num_key_value_heads | 5",
        "head_dim | 127",
        "vocab_size | 4294967296",
        "rms_norm_eps | 0",
        "rope_theta | \"NaN\"",
        "tie_word_embeddings | \"yes\"",
        "bos_token_id | [1, 2]",
        "eos_token_id | [\"</s>\"]",
        "pad_token_id | -1",
        "rope_scaling | 8",
      })
  void refusesWrongValueByName(String name, String value) throws IOException {
    ObjectNode json = object(LLAMA_3_8B_INSTRUCT);
    json.set(name, ConfigFields.JSON.readTree(value));

    CheckpointException e = refused(json.toString());

    assertEquals(1, e.problems().size(), e.getMessage());
    assertTrue(e.problems().getFirst().startsWith(name + ": expected"), e.getMessage());
  }

  @Test
  void refusesHiddenSizeThatTheHeadsDoNotDivide() {
    ObjectNode json = object(LLAMA_3_8B_INSTRUCT).put("hidden_size", 4095);

    CheckpointException e = refused(json.toString());

    assertEquals(
        List.of("hidden_size: expected a multiple of num_attention_heads 32, found 4095"),
        e.problems());
  }

  @Test
  void reportsEverythingAtOnce() {
    ObjectNode json = object(LLAMA_3_8B_INSTRUCT);
    json.put("attention_bias", true).put("hidden_act", "gelu").put("num_key_value_heads", 5);
    json.putObject("rope_scaling").put("rope_type", "longrope");

    CheckpointException e = refused(json.toString());

    assertEquals(
        List.of(
            "hidden_act: expected silu, found \"gelu\"",
            "attention_bias: expected false, found true",
            "rope_type: expected default, linear or llama3, found \"longrope\"",
            "num_key_value_heads: expected a divisor of num_attention_heads 32, found 5"),
        e.problems());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{} {}", "{\"model_type\": 1, \"model_type\": 2}"})
  void refusesWhatIsNotOneObject(String text) {
    CheckpointException e = refused(text);

    assertEquals(1, e.problems().size(), e.getMessage());
    assertTrue(e.getMessage().startsWith(folder.resolve("config.json").toString()));
  }

  private LlamaConfig read(String json) throws IOException {
    return LlamaConfigReader.read(Files.writeString(folder.resolve("config.json"), json));
  }

  private CheckpointException refused(String json) {
    return assertThrows(CheckpointException.class, () -> read(json));
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) ConfigFields.JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
