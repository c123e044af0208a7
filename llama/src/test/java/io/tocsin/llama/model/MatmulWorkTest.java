package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.checkpoint.RotaryEmbedding;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MatmulWorkTest {
  // Two layers. Numbers in q 4·4, k and v 2·4 each, o 4·4, gate, up and down 4·6 each:
  // 16 + 8 + 8 + 16 + 72 = 120, of which k and v are 16.
  private static final LlamaConfig CONFIG =
      new LlamaConfig(
          100,
          4,
          6,
          2,
          2,
          1,
          2,
          64,
          1e-5,
          new RotaryEmbedding.Default(10_000),
          true,
          OptionalInt.empty(),
          List.of(),
          OptionalInt.empty());

  @Test
  void countsEveryTokenButInTheLastLayerOnlyThePooledOne() {
    MatmulWork work = new MatmulWork(CONFIG);

    double operations = work.classifying(3, 30);

    assertEquals(2.0 * (30 * 120 + 30 * 16 + 3 * 104), operations);
  }

  @Test
  void countsTwiceAsMuchForTraining() {
    MatmulWork work = new MatmulWork(CONFIG);

    double operations = work.training(3, 30);

    assertEquals(2 * work.classifying(3, 30), operations);
  }
}
