package io.tocsin.llama.adapter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.checkpoint.CheckpointException;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PeftConfigReaderTest {
  @TempDir Path folder;

  private GoldenAdapter golden;

  @BeforeEach
  void copyGoldenAdapter() throws IOException {
    golden = new GoldenAdapter(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"v_proj\", \"q_proj\"]",
        "[\"self_attn.q_proj\", \"v_proj\"]",
        "[\"model.layers.0.self_attn.q_proj\", \"model.layers.1.self_attn.q_proj\", \"v_proj\"]",
      })
  void understandsTargetsByTheEndOfTheirNames(String targets) throws IOException {
    Adapter adapter = golden.set("target_modules", targets).read();

    assertEquals(Set.of(Projection.Q, Projection.V), adapter.lora().targets());
  }

  @Test
  void understandsAllLinear() throws IOException {
    // Given an adapter of every projection, whose A and B are as wide as those of Q and V.
    for (int layer = 0; layer < 2; layer++) {
      for (Projection projection : Projection.values()) {
        long in = projection.inFeatures(golden.base);
        long out = projection.outFeatures(golden.base);
        golden.tensors.put(
            AdapterTensors.loraA(layer, projection),
            Tensor.ofFloats(new long[] {8, in}, new float[(int) (8 * in)]));
        golden.tensors.put(
            AdapterTensors.loraB(layer, projection),
            Tensor.ofFloats(new long[] {out, 8}, new float[(int) (8 * out)]));
      }
    }

    // When
    Adapter adapter = golden.set("target_modules", "\"all-linear\"").read();

    // Then
    assertEquals(Set.of(Projection.values()), adapter.lora().targets());
    assertEquals(2 * 7 * 2 + 1, adapter.tensors().size());
    assertArrayEquals(
        new long[] {64, 8},
        adapter.tensors().get(AdapterTensors.loraB(1, Projection.DOWN)).shape());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "init_lora_weights | \"gaussian\"",
        "use_rslora | true",
        "modules_to_save | [\"score\"]",
        "modules_to_save | null",
        "lora_alpha | 0.5",
        "some_future_feature | false",
        "some_future_feature | {}",
      })
  void acceptsHarmlessValues(String name, String value) throws IOException {
    assertEquals(golden.tensors, golden.set(name, value).read().tensors());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "peft_type | \"LOHA\"",
        "peft_type | null",
        "task_type | \"CAUSAL_LM\"",
        "r | null",
        "r | 0",
        "r | \"8\"",
        "lora_alpha | null",
        "lora_alpha | -1",
        "lora_dropout | 1",
        "lora_dropout | \"0.1\"",
        "use_rslora | 1",
        "use_dora | true",
        "use_qalora | true",
        "lora_bias | true",
        "bias | \"all\"",
        "bias | \"lora_only\"",
        "fan_in_fan_out | true",
        "rank_pattern | {\"q_proj\": 4}",
        "alpha_pattern | {\"q_proj\": 4}",
        "layers_to_transform | [0]",
        "layers_to_transform | 0",
        "layers_pattern | \"layers\"",
        "layer_replication | [[0, 1]]",
        "exclude_modules | [\"v_proj\"]",
        "modules_to_save | [\"embed_tokens\"]",
        "modules_to_save | \"score\"",
        "trainable_token_indices | [1]",
        "target_parameters | [\"weight\"]",
        "megatron_config | {\"a\": 1}",
        "init_lora_weights | \"pissa\"",
        "some_future_feature | true",
        "some_future_feature | \"on\"",
        "target_modules | null",
        "target_modules | []",
        "target_modules | \".*q_proj\"",
        "target_modules | [\"q_proj\", 1]",
        "target_modules | [\"q_proj\", \"v_proj\", \"c_attn\"]",
        "target_modules | [\"model.layers.0.self_attn.q_proj\", \"v_proj\"]",
      })
  void refusesWhatIsNotImplementedByName(String name, String value) throws IOException {
    golden.set(name, value);

    CheckpointException e = refused();

    assertEquals(1, e.problems().size(), e.getMessage());
    assertTrue(e.problems().getFirst().startsWith(name + ": expected"), e.getMessage());
  }

  @Test
  void reportsAllSettingsAtOnce() throws IOException {
    golden.set("use_dora", "true").set("bias", "\"all\"").set("r", "0");

    assertEquals(
        List.of(
            "bias: expected none, found \"all\"",
            "use_dora: expected it switched off, found true",
            "r: expected a positive integer, found 0"),
        refused().problems());
  }

  private CheckpointException refused() {
    return assertThrows(CheckpointException.class, golden::read);
  }
}
