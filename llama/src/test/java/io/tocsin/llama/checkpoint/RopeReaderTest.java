package io.tocsin.llama.checkpoint;

import static io.tocsin.llama.checkpoint.PublishedConfigs.LLAMA_32_1B;
import static io.tocsin.llama.checkpoint.PublishedConfigs.LLAMA_3_8B_INSTRUCT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.llama.checkpoint.RotaryEmbedding.Linear;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RopeReaderTest {
  @TempDir Path folder;

  @Test
  void readsBothDialectsAlike() throws IOException {
    // Given the same scaling as Transformers 5 and 4 write it.
    ObjectNode five = object(LLAMA_32_1B);
    ObjectNode parameters = (ObjectNode) five.remove("rope_scaling");
    parameters.set("rope_theta", five.remove("rope_theta"));
    five.set("rope_parameters", parameters);
    five.set("dtype", five.remove("torch_dtype"));

    // When
    LlamaConfig config = read(five.toString());

    // Then
    assertEquals(read(LLAMA_32_1B), config);
  }

  @Test
  void readsLinearScalingInTheOldestDialect() throws IOException {
    ObjectNode json = object(LLAMA_3_8B_INSTRUCT);
    json.putObject("rope_scaling").put("type", "linear").put("factor", 2.0);

    assertEquals(new Linear(500_000, 2), read(json.toString()).rope());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rope_type: expected default, linear or llama3, found \"yarn\" | {\"rope_type\": \"yarn\"}",
        "type: expected default, linear or llama3, found \"dynamic\" | {\"type\": \"dynamic\"}",
        "factor: expected a positive number, found nothing | {\"rope_type\": \"linear\"}",
        "factor: expected a positive number, found -2 "
            + "| {\"rope_type\": \"linear\", \"factor\": -2}",
        "partial_rotary_factor: expected 1, found 0.5 | {\"partial_rotary_factor\": 0.5}",
        "high_freq_factor: expected more than low_freq_factor 4.0, found 1.0 "
            + "| {\"rope_type\": \"llama3\", \"factor\": 8, \"low_freq_factor\": 4,"
            + " \"high_freq_factor\": 1, \"original_max_position_embeddings\": 16}",
      })
  void refusesUnknownRotaryEmbedding(String expected, String rope) throws IOException {
    ObjectNode json = object(LLAMA_3_8B_INSTRUCT);
    json.set("rope_scaling", ConfigFields.JSON.readTree(rope));

    CheckpointException e = refused(json.toString());

    assertEquals(List.of(expected), e.problems());
  }

  @Test
  void refusesBothDialectsAtOnce() {
    ObjectNode json = object(LLAMA_32_1B);
    json.putObject("rope_parameters").put("rope_type", "default");

    CheckpointException e = refused(json.toString());

    assertEquals(
        List.of("rope_parameters and rope_scaling: expected one of them, found both"),
        e.problems());
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
