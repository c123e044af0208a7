package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.safetensors.Tensor;
import io.tocsin.llama.torch.RowWorkers;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GradientTest {
  private static BaseModel base;
  private static RowWorkers workers;

  private final Rows rows = Rows.random(12, 24, 1);

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
  @ValueSource(strings = {"Q V", "all", "DOWN", "K O UP"})
  void recomputationGivesTheSameBitsWithDropoutOn(String projections) {
    try (TrainableAdapter adapter = random(Layouts.of(projections))) {
      Gradient plain = gradient(adapter, rows.withDropout(0.3, 17));

      Gradient recomputed = gradient(adapter, rows.recomputing(0.3, 17));

      assertEquals(plain.loss(), recomputed.loss());
      assertArrayEquals(plain.theta(), recomputed.theta());
      assertTrue(norm(plain.theta()) > 0);
    }
  }

  @Test
  void shardsAddUpToTheirBatch() {
    try (TrainableAdapter adapter = random(Layouts.of("all"))) {
      // Given
      Gradient whole = gradient(adapter, rows.request());
      List<GradientRequest> shards =
          List.of(
              rows.slice(0, 5).request(rows.weight()),
              rows.slice(5, 6).request(rows.weight()),
              rows.slice(6, 12).request(rows.weight()));

      // When
      Gradient summed = adapter.gradient(shards);

      // Then
      assertEquals(whole.loss(), summed.loss(), 1e-5 * whole.loss());
      assertTrue(
          distance(whole.theta(), summed.theta()) <= 1e-5 * norm(whole.theta()),
          () -> "distance " + distance(whole.theta(), summed.theta()));
    }
  }

  @Test
  void theNumberOfThreadsDoesNotChangeABit() {
    try (RowWorkers one = new RowWorkers(1);
        TrainableAdapter shared = random(Layouts.of("all"));
        TrainableAdapter alone = random(Layouts.of("all"), one)) {
      Gradient expected = alone.gradient(shards());

      Gradient found = shared.gradient(shards());

      assertEquals(expected.loss(), found.loss());
      assertArrayEquals(expected.theta(), found.theta());
    }
  }

  @Test
  void agreesWithFiniteDifferences() {
    // Given
    ThetaLayout layout = Layouts.of("all");
    float[] theta = Layouts.randomTheta(layout, 2);
    float[] gradient;
    try (TrainableAdapter adapter = random(layout)) {
      gradient = gradient(adapter, rows.request()).theta();
    }

    for (ThetaLayout.Matrix matrix : layout.matrices()) {
      // When each matrix alone moves along its own gradient, a little forth and back.
      float[] direction = only(layout, matrix, gradient);
      double slope = norm(direction);
      double step = 0.02 / slope;
      double forth = loss(layout, moved(theta, direction, step / slope));
      double back = loss(layout, moved(theta, direction, -step / slope));

      // Then the loss changes by the gradient's norm a unit.
      assertEquals(slope, (forth - back) / (2 * step), 0.02 * slope, matrix.name());
    }
  }

  @Test
  void agreesWithFiniteDifferencesOfSingleNumbers() {
    ThetaLayout layout = Layouts.of("Q V");
    float[] theta = Layouts.randomTheta(layout, 2);
    float[] gradient;
    try (TrainableAdapter adapter = random(layout)) {
      gradient = gradient(adapter, rows.request()).theta();
    }

    for (ThetaLayout.Matrix matrix : layout.matrices()) {
      int steepest = steepest(matrix, gradient);
      float[] unit = new float[theta.length];
      unit[steepest] = 1;
      double step = 0.05;
      double forth = loss(layout, moved(theta, unit, step));
      double back = loss(layout, moved(theta, unit, -step));

      double slope = (forth - back) / (2 * step);
      assertEquals(gradient[steepest], slope, 0.03 * Math.abs(slope), matrix.name());
    }
  }

  @Test
  void structuralZerosHaveNoGradient() {
    ThetaLayout layout = Layouts.of("Q V UP");
    try (TrainableAdapter adapter = random(layout)) {
      float[] gradient = gradient(adapter, rows.request()).theta();

      float[] trainable = layout.trainable();
      for (int i = 0; i < gradient.length; i++) {
        assertFalse(trainable[i] == 0 && gradient[i] != 0, "number " + i);
      }
    }
  }

  private List<GradientRequest> shards() {
    return List.of(
        rows.slice(0, 4).request(rows.weight()),
        rows.slice(4, 8).request(rows.weight()),
        rows.slice(8, 12).request(rows.weight()));
  }

  private static TrainableAdapter random(ThetaLayout layout) {
    return random(layout, workers);
  }

  private static TrainableAdapter random(ThetaLayout layout, RowWorkers threads) {
    TrainingState state = TrainingState.begin(Layouts.randomTheta(layout, 2));
    return new TrainableAdapter(BaseCopies.of(base), layout, AdamW.DEFAULT, 0, state, threads);
  }

  private static Gradient gradient(TrainableAdapter adapter, GradientRequest request) {
    return adapter.gradient(List.of(request));
  }

  private double loss(ThetaLayout layout, float[] theta) {
    try (DeviceAdapter adapter = base.place(layout, theta)) {
      float[] logits = base.logits(rows.batch(), adapter);
      return new ExpectedLoss(logits, rows.labels(), Rows.CLASS_WEIGHTS, 0).value();
    }
  }

  private static float[] only(ThetaLayout layout, ThetaLayout.Matrix matrix, float[] gradient) {
    var tensors = layout.unpack(gradient);
    tensors.replaceAll(
        (name, tensor) ->
            name.equals(matrix.name())
                ? tensor
                : Tensor.ofFloats(tensor.shape(), new float[(int) tensor.elementCount()]));
    return layout.pack(tensors);
  }

  private static int steepest(ThetaLayout.Matrix matrix, float[] gradient) {
    int steepest = matrix.offset();
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        int place = matrix.offset() + row * matrix.stride() + column;
        steepest = Math.abs(gradient[place]) > Math.abs(gradient[steepest]) ? place : steepest;
      }
    }
    return steepest;
  }

  private static float[] moved(float[] theta, float[] direction, double step) {
    float[] moved = theta.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    return moved;
  }

  private static double distance(float[] first, float[] second) {
    float[] difference = first.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= second[i];
    }
    return norm(difference);
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
