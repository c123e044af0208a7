package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tocsin.llama.adapter.AdapterTensors;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.torch.RowWorkers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DropoutTest {
  private static BaseModel base;
  private static RowWorkers workers;

  private final ThetaLayout layout = Layouts.of("all");
  private final Rows rows = Rows.random(4, 16, 1);

  /** Of one token, the gradient of lora_A tells the mask: where the input was dropped, it is 0. */
  private final Rows oneToken = new Rows(List.of(new int[] {4711}), List.of(1));

  @BeforeAll
  static void load() throws IOException {
    base = SmallBase.load();
    workers = new RowWorkers(1);
  }

  @AfterAll
  static void close() {
    workers.close();
    base.close();
  }

  @Test
  void changesTheLossBySeedAlone() {
    try (TrainableAdapter adapter = adapter(Layouts.randomTheta(layout, 2))) {
      Gradient without = gradient(adapter, rows, 0, 1);
      Gradient first = gradient(adapter, rows, 0.3, 1);
      Gradient again = gradient(adapter, rows, 0.3, 1);
      Gradient second = gradient(adapter, rows, 0.3, 2);

      assertNotEquals(without.loss(), first.loss());
      assertNotEquals(first.loss(), second.loss());
      assertEquals(first.loss(), again.loss());
      assertArrayEquals(first.theta(), again.theta());
    }
  }

  @Test
  void neverTouchesClassification() {
    try (TrainableAdapter adapter = adapter(Layouts.randomTheta(layout, 2))) {
      float[] before = base.logits(rows.batch(), adapter.adapter());
      gradient(adapter, rows, 0.3, 1);

      assertArrayEquals(before, base.logits(rows.batch(), adapter.adapter()));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 0.8})
  void keepsItsShareOfTheInputs(double dropout) {
    // Given
    int seeds = 100;
    double kept = 0;
    try (TrainableAdapter adapter = adapter(Layouts.randomTheta(layout, 2))) {
      // When
      for (long seed = 1; seed <= seeds; seed++) {
        Gradient gradient = gradient(adapter, oneToken, dropout, seed);
        kept += share(mask(gradient, 0, Projection.V)) / seeds;
      }
    }

    // Then, four standard deviations of the binomial distribution being the tolerance.
    double numbers = (double) seeds * base.config().hiddenSize();
    assertEquals(1 - dropout, kept, 4 * Math.sqrt(dropout * (1 - dropout) / numbers));
  }

  @Test
  void growsWhatItKeepsByTheShareOfWhatItDrops() {
    // Given a lora_B so small that dropout does not change what comes after.
    float[] theta = Layouts.randomTheta(layout, 2);
    for (ThetaLayout.Matrix matrix : layout.matrices()) {
      if (matrix.name().endsWith("lora_B.weight")) {
        scale(theta, matrix, 1e-3f);
      }
    }
    try (TrainableAdapter adapter = adapter(theta)) {
      float[] whole = loraA(gradient(adapter, oneToken, 0, 3), 1, Projection.DOWN);

      // When
      float[] dropped = loraA(gradient(adapter, oneToken, 0.3, 3), 1, Projection.DOWN);

      // Then
      double largest = largest(whole);
      for (int i = 0; i < whole.length; i++) {
        double expected = dropped[i] == 0 ? 0 : whole[i] / 0.7;
        assertEquals(expected, dropped[i], 0.02 * largest, "input " + i);
      }
    }
  }

  @Test
  void dropsOtherInputsInEveryPlace() {
    try (TrainableAdapter adapter = adapter(Layouts.randomTheta(layout, 2))) {
      Gradient gradient = gradient(adapter, oneToken, 0.5, 1000);
      Gradient otherSeed = gradient(adapter, oneToken, 0.5, 2000);

      List<boolean[]> masks = new ArrayList<>();
      for (int layer = 0; layer < base.config().layers(); layer++) {
        for (Projection place : List.of(Projection.V, Projection.O, Projection.UP)) {
          masks.add(mask(gradient, layer, place));
          masks.add(mask(otherSeed, layer, place));
        }
      }
      for (int first = 0; first < masks.size(); first++) {
        for (int second = 0; second < first; second++) {
          assertFalse(Arrays.equals(masks.get(first), masks.get(second)), first + ", " + second);
        }
      }
    }
  }

  private TrainableAdapter adapter(float[] theta) {
    return new TrainableAdapter(
        BaseCopies.of(base), layout, AdamW.DEFAULT, 0, TrainingState.begin(theta), workers);
  }

  private static Gradient gradient(TrainableAdapter adapter, Rows rows, double dropout, long seed) {
    return adapter.gradient(List.of(rows.withDropout(dropout, seed)));
  }

  private float[] loraA(Gradient gradient, int layer, Projection projection) {
    float[] a =
        layout.unpack(gradient.theta()).get(AdapterTensors.loraA(layer, projection)).toFloats();
    return Arrays.copyOf(a, projection.inFeatures(base.config()));
  }

  /** Returns which inputs the first row of lora_A saw. */
  private boolean[] mask(Gradient gradient, int layer, Projection projection) {
    float[] numbers = loraA(gradient, layer, projection);
    boolean[] mask = new boolean[numbers.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = numbers[i] != 0;
    }
    return mask;
  }

  private static double share(boolean[] mask) {
    double kept = 0;
    for (boolean one : mask) {
      kept += one ? 1 : 0;
    }
    return kept / mask.length;
  }

  private static void scale(float[] theta, ThetaLayout.Matrix matrix, float factor) {
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        theta[matrix.offset() + row * matrix.stride() + column] *= factor;
      }
    }
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
