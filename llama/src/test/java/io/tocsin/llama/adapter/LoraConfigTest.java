package io.tocsin.llama.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoraConfigTest {
  private static final Set<Projection> Q_AND_V = Set.of(Projection.V, Projection.Q);

  @Test
  void scalesByTheRankOrItsRoot() {
    assertEquals(0.5, new LoraConfig(16, 8, 0, false, Q_AND_V).scaling());
    assertEquals(2, new LoraConfig(16, 8, 0, true, Q_AND_V).scaling());
  }

  @Test
  void ordersItsTargets() {
    LoraConfig lora = new LoraConfig(16, 8, 0, false, Q_AND_V);

    assertEquals(List.of(Projection.Q, Projection.V), List.copyOf(lora.targets()));
  }

  @ParameterizedTest
  @CsvSource({
    "r, 0, 8, 0",
    "r, -1, 8, 0",
    "lora_alpha, 8, 0, 0",
    "lora_alpha, 8, NaN, 0",
    "lora_alpha, 8, Infinity, 0",
    "lora_alpha, 8, 1e300, 0",
    "lora_dropout, 8, 8, 1",
    "lora_dropout, 8, 8, -0.1",
    "lora_dropout, 8, 8, NaN",
  })
  void refusesWrongValueByName(String name, int r, double alpha, double dropout) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new LoraConfig(r, alpha, dropout, false, Q_AND_V));

    assertTrue(e.getMessage().startsWith(name + ": expected"), e.getMessage());
  }

  @Test
  void refusesToAdaptNothing() {
    assertThrows(IllegalArgumentException.class, () -> new LoraConfig(8, 8, 0, false, Set.of()));
  }
}
