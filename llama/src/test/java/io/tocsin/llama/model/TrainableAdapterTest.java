package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.torch.RowWorkers;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainableAdapterTest {
  private static final double LEARNING_RATE = 0.01;

  private static BaseModel base;
  private static RowWorkers workers;

  private final ThetaLayout layout = Layouts.of("Q V UP");
  private final float[] theta = Layouts.randomTheta(layout, 1);
  private final Rows rows = Rows.random(8, 20, 2);

  @BeforeAll
  static void load() throws IOException {
    base = SmallBase.load();
    workers = new RowWorkers(2);
  }

  @AfterAll
  static void close() {
    workers.close();
    base.close();
  }

  @ParameterizedTest
  @CsvSource({"0.05, true", "1000, false"})
  void stepsAsAdamWDoes(double maxGradientNorm, boolean clips) {
    // Given
    AdamW constants = new AdamW(0.8, 0.95, 1e-6, 0.1, maxGradientNorm);
    ExpectedAdamW expected = new ExpectedAdamW(constants, theta);
    try (TrainableAdapter adapter = adapter(constants, TrainingState.begin(theta))) {
      for (int step = 0; step < 4; step++) {
        Gradient gradient = adapter.gradient(requests());

        // When
        StepResult result = adapter.step(requests(), LEARNING_RATE);

        // Then
        double norm = expected.step(gradient.theta(), LEARNING_RATE);
        assertEquals(gradient.loss(), result.loss());
        assertEquals(norm, result.gradientNorm(), 1e-5 * norm);
        assertEquals(clips, norm > maxGradientNorm);
        assertNear(expected.theta, adapter.state().theta());
      }
      assertEquals(4, adapter.state().steps());
    }
  }

  @Test
  void lowersTheLoss() {
    try (TrainableAdapter adapter = adapter(AdamW.DEFAULT, TrainingState.begin(theta))) {
      float first = adapter.step(requests(), LEARNING_RATE).loss();
      for (int step = 0; step < 20; step++) {
        adapter.step(requests(), LEARNING_RATE);
      }

      float last = adapter.gradient(requests()).loss();

      assertTrue(last < first / 2, first + " -> " + last);
    }
  }

  @Test
  void keepsStructuralZeros() {
    float[] trainable = layout.trainable();
    try (TrainableAdapter adapter = adapter(AdamW.DEFAULT, TrainingState.begin(theta))) {
      adapter.step(requests(), LEARNING_RATE);

      TrainingState state = adapter.state();

      for (int i = 0; i < trainable.length; i++) {
        boolean zero = state.theta()[i] == 0 && state.expAvg()[i] == 0 && state.expAvgSq()[i] == 0;
        assertFalse(trainable[i] == 0 && !zero, "number " + i);
      }
    }
  }

  @Test
  void goesOnFromAStateBitForBit() {
    // Given
    TrainingState half;
    TrainingState whole;
    try (TrainableAdapter adapter = adapter(AdamW.DEFAULT, TrainingState.begin(theta))) {
      adapter.step(requests(), LEARNING_RATE);
      half = adapter.state();
      adapter.step(requests(), LEARNING_RATE);
      whole = adapter.state();
    }

    // When
    TrainingState resumed;
    try (TrainableAdapter adapter = adapter(AdamW.DEFAULT, half)) {
      adapter.step(requests(), LEARNING_RATE);
      resumed = adapter.state();
    }

    // Then
    assertArrayEquals(whole.theta(), resumed.theta());
    assertArrayEquals(whole.average(), resumed.average());
    assertArrayEquals(whole.expAvg(), resumed.expAvg());
    assertArrayEquals(whole.expAvgSq(), resumed.expAvgSq());
    assertEquals(2, resumed.steps());
  }

  @ParameterizedTest
  @CsvSource({"0.75", "0"})
  void averagesThetaOverTheSteps(double decay) {
    // Given
    double[] expected = new double[theta.length];
    Arrays.setAll(expected, i -> theta[i]);
    try (TrainableAdapter adapter =
        new TrainableAdapter(
            BaseCopies.of(base),
            layout,
            AdamW.DEFAULT,
            decay,
            TrainingState.begin(theta),
            workers)) {
      for (int step = 0; step < 3; step++) {
        // When
        adapter.step(requests(), LEARNING_RATE);

        // Then
        TrainingState state = adapter.state();
        Arrays.setAll(expected, i -> decay * expected[i] + (1 - decay) * state.theta()[i]);
        assertNear(expected, state.average());
      }
    }
  }

  @Test
  void aStateIsASnapshot() {
    try (TrainableAdapter adapter = adapter(AdamW.DEFAULT, TrainingState.begin(theta))) {
      TrainingState before = adapter.state();
      adapter.step(requests(), LEARNING_RATE);

      assertArrayEquals(theta, before.theta());
      assertFalse(Arrays.equals(theta, adapter.state().theta()));
    }
  }

  @Test
  void aGradientChangesNothing() {
    try (TrainableAdapter adapter = adapter(AdamW.DEFAULT, TrainingState.begin(theta))) {
      adapter.gradient(requests());

      assertArrayEquals(theta, adapter.state().theta());
      assertEquals(0, adapter.state().steps());
    }
  }

  @Test
  void givesItsMemoryBackWhereACopyHasNoneForIt() throws IOException {
    // Given two copies of which the second takes nothing more
    BaseModel full = SmallBase.load();
    full.close();
    BaseCopies copies = new BaseCopies(List.of(base, full));
    TrainingState state = TrainingState.begin(theta);
    int before = base.tensors();

    // When
    assertThrows(
        RuntimeException.class,
        () -> new TrainableAdapter(copies, layout, AdamW.DEFAULT, 0, state, workers));

    // Then
    assertEquals(before, base.tensors());
  }

  @Test
  void givesItsMemoryBackWhereOnlyPartOfItIsPlaced() {
    // Given numbers whose layout cannot be placed beside them
    int before = base.tensors();

    assertThrows(RuntimeException.class, () -> base.place(null, theta));

    assertEquals(before, base.tensors());
  }

  @Test
  void refusesMomentsOfAnotherLength() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new TrainingState(new float[3], new float[3], new float[3], new float[2], 0));

    assertEquals("an average of 3 and moments of 3 and 2 numbers for a theta of 3", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.9, 1e-8, 0, 1",
    "-0.1, 0.9, 1e-8, 0, 1",
    "0.9, NaN, 1e-8, 0, 1",
    "0.9, 0.9, 0, 0, 1",
    "0.9, 0.9, 1e-8, -1, 1",
    "0.9, 0.9, 1e-8, 0, 0",
    "0.9, 0.9, 1e-8, 0, NaN"
  })
  void refusesConstantsThatMakeNoSense(
      double beta1, double beta2, double eps, double weightDecay, double maxGradientNorm) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new AdamW(beta1, beta2, eps, weightDecay, maxGradientNorm));
  }

  private TrainableAdapter adapter(AdamW constants, TrainingState state) {
    return new TrainableAdapter(BaseCopies.of(base), layout, constants, 0, state, workers);
  }

  private List<GradientRequest> requests() {
    return List.of(
        rows.slice(0, 3).request(rows.weight()), rows.slice(3, 8).request(rows.weight()));
  }

  private static void assertNear(double[] expected, float[] found) {
    for (int i = 0; i < found.length; i++) {
      assertEquals(expected[i], found[i], 1e-5, "number " + i);
    }
  }
}
