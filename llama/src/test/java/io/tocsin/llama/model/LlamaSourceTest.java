package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.checkpoint.LlamaConfig;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be told, without a GPU, of the forms that need one. */
final class LlamaSourceTest {
  private static LlamaConfig config;

  @BeforeAll
  static void load() throws IOException {
    try (BaseModel base = SmallBase.load()) {
      config = base.config();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"operators.py", "fp8.py"})
  void aFormTakesThePlaceOfMethodsOfTheSameSignature(String file) {
    Map<String, String> plain = LlamaSource.methods("llama.py");

    Map<String, String> replacing = LlamaSource.methods(file);

    assertFalse(replacing.isEmpty());
    replacing.forEach((name, text) -> assertEquals(signature(plain.get(name)), signature(text)));
  }

  private static String signature(String method) {
    return method.lines().findFirst().orElseThrow();
  }

  @Test
  void thePlainFormNeedsNoLibrary() {
    assertFalse(source(Precision.FLOAT32, Form.PLAIN).contains("ops.tocsin"));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void everyMethodStandsOnceInEveryForm(Precision precision) {
    for (Form form : Form.values()) {
      Stream<String> names =
          source(precision, form).lines().filter(line -> line.startsWith("  def "));

      assertEquals(
          LlamaSource.methods("llama.py").size() - 1, names.distinct().count(), form::toString);
    }
  }

  @Test
  void onlyBfloat16AndFp8HaveTheAttentionOperator() {
    String longest = "torch.gt(torch.size(cos, 0), %d)";

    assertTrue(source(Precision.FLOAT32, Form.OPERATORS).contains(longest.formatted(0)));
    assertTrue(source(Precision.BFLOAT16, Form.OPERATORS).contains(longest.formatted(64)));
    assertTrue(source(Precision.FLOAT8, Form.OPERATORS_FP8).contains(longest.formatted(64)));
  }

  @Test
  void refusesFp8OnACpu() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Form.of(Device.cpu(), Precision.FLOAT8));

    assertTrue(refusal.getMessage().startsWith("fp8: expected a GPU"), refusal::getMessage);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void aCpuHasThePlainForm(Precision precision) {
    assertEquals(Form.PLAIN, Form.of(Device.cpu(), precision));
  }

  private static String source(Precision precision, Form form) {
    return LlamaSource.of(config, precision, form);
  }
}
