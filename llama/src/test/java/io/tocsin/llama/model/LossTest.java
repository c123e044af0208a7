package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.torch.RowWorkers;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LossTest {
  private static BaseModel base;
  private static RowWorkers workers;

  private final ThetaLayout layout = Layouts.of("Q V");
  private final float[] theta = Layouts.randomTheta(layout, 1);
  private final Rows rows = Rows.random(8, 24, 2);

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

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9})
  void isPyTorchsCrossEntropyOfWeightsAndLabelSmoothing(double smoothing) {
    try (TrainableAdapter adapter = adapter()) {
      float[] logits = base.logits(rows.batch(), adapter.adapter());
      double expected =
          new ExpectedLoss(logits, rows.labels(), Rows.CLASS_WEIGHTS, smoothing).value();

      double loss = adapter.gradient(List.of(rows.smoothed(smoothing))).loss();

      assertEquals(expected, loss, 1e-5);
    }
  }

  @Test
  void labelSmoothingChangesIt() {
    try (TrainableAdapter adapter = adapter()) {
      double plain = adapter.gradient(List.of(rows.request())).loss();

      double smoothed = adapter.gradient(List.of(rows.smoothed(0.5))).loss();

      assertNotEquals(plain, smoothed, 1e-4);
    }
  }

  private TrainableAdapter adapter() {
    return new TrainableAdapter(
        BaseCopies.of(base), layout, AdamW.DEFAULT, 0, TrainingState.begin(theta), workers);
  }
}
