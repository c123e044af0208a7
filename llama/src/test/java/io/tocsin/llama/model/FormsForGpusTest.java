package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.torch.TorchProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program spells in another way on a GPU gives the same numbers as the plain spelling. */
final class FormsForGpusTest {
  private static final int POSITIONS = 19;
  private static final int ROWS = 3;
  private static final float TOLERANCE = 2e-6f;

  /** What {@code drop} does on a GPU. */
  private static final String DROP_IN =
      """
        def drop_in(self: __torch__.Llama, x: Tensor, probability: Tensor, place: Tensor, tokens: Tensor, places: Tensor, columns: Tensor) -> Tensor:
          chance = (self).drawn([tokens, places, columns], )
          return (self).drop_by_keys(x, float(probability), torch.select(chance[0], 0, int(place)), chance[1], )
      """;

  private static LlamaConfig config;
  private static TorchProgram program;

  @BeforeAll
  static void compile() throws IOException {
    try (BaseModel base = SmallBase.load()) {
      config = base.config();
    }
    String source = LlamaSource.of(config, Precision.FLOAT32, Form.PLAIN);
    program = TorchProgram.compile(LlamaSource.CLASS, source + DROP_IN, Device.cpu());
  }

  @AfterAll
  static void close() {
    program.close();
  }

  @Test
  void theFusedNormIsThePlainOne() {
    try (NDManager scope = program.newScope()) {
      NDArray x = random(scope, new Shape(ROWS * POSITIONS, config.hiddenSize()));
      NDArray weight = random(scope, new Shape(config.hiddenSize()));

      float[] fused = call(scope, "fused_norm", x, weight);

      assertArrayEquals(call(scope, "plain_norm", x, weight), fused, TOLERANCE);
    }
  }

  @Test
  void aProductByEachPositionsMatrixIsTheRotaryEmbedding() {
    try (NDManager scope = program.newScope()) {
      // Given
      RotaryTable table = RotaryTable.of(config);
      NDArray cos = angles(scope, table.cos());
      NDArray sin = angles(scope, table.sin());
      int heads = config.heads() + config.keyValueHeads();
      NDArray x = random(scope, new Shape(POSITIONS, ROWS, heads, config.headDim()));

      // When
      NDArray rotations = program.call(scope, "rotations", new NDList(cos, sin)).singletonOrThrow();
      float[] turned = call(scope, "turn_by_product", x, rotations);

      // Then
      assertArrayEquals(call(scope, "turn", x, cos, sin), turned, TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5, 0.8})
  void dropsItsShareAndGrowsTheRest(double probability) {
    try (NDManager scope = program.newScope()) {
      float[] dropped = drop(scope, new Dropout(probability, 7, 0), 40, 0);

      // Four standard deviations of the binomial distribution.
      double tolerance = 4 * Math.sqrt(probability * (1 - probability) / dropped.length);
      assertEquals(probability, share(dropped), tolerance);
      for (float number : dropped) {
        assertTrue(number == 0 || Math.abs(number - 1 / (1 - probability)) < 1e-6);
      }
    }
  }

  @Test
  void aRowDropsTheSameHoweverItsBatchIsCut() {
    try (NDManager scope = program.newScope()) {
      // Given
      int width = config.hiddenSize();
      float[] whole = drop(scope, new Dropout(0.3, 7, 0), ROWS + 2, 5);

      // When
      float[] part = drop(scope, new Dropout(0.3, 7, 2), ROWS, 5);

      // Then
      for (int position = 0; position < POSITIONS; position++) {
        int from = (position * (ROWS + 2) + 2) * width;
        int row = position * ROWS * width;
        assertArrayEquals(
            Arrays.copyOfRange(whole, from, from + ROWS * width),
            Arrays.copyOfRange(part, row, row + ROWS * width));
      }
    }
  }

  @Test
  void dropsIndependentlyInEveryPlaceOfEverySeed() {
    try (NDManager scope = program.newScope()) {
      List<float[]> masks = new ArrayList<>();
      for (long seed = 1; seed <= 2; seed++) {
        for (int place = 0; place < 4 * config.layers(); place++) {
          masks.add(drop(scope, new Dropout(0.5, seed, 0), 40, place));
        }
      }

      for (int first = 0; first < masks.size(); first++) {
        for (int second = 0; second < first; second++) {
          double tolerance = 5 * Math.sqrt(0.25 * 0.75 / masks.getFirst().length);
          assertEquals(0.25, shareOfBoth(masks.get(first), masks.get(second)), tolerance);
        }
      }
    }
  }

  /** Drops from ones: [positions * rows * hidden]. */
  private static float[] drop(NDManager scope, Dropout dropout, int rows, int place) {
    int width = config.hiddenSize();
    NDArray tokens = scope.create(Chance.Keys.tokens(dropout, rows, POSITIONS));
    NDArray places = scope.create(Chance.Keys.places(dropout, config));
    NDArray columns = scope.create(Chance.Keys.columns(config));
    NDArray x = scope.ones(new Shape((long) POSITIONS * rows, width));
    NDArray probability = scope.create(dropout.probability());
    return call(
        scope, "drop_in", x, probability, scope.create((long) place), tokens, places, columns);
  }

  private static double share(float[] dropped) {
    return shareOfBoth(dropped, dropped);
  }

  private static double shareOfBoth(float[] first, float[] second) {
    int both = 0;
    for (int i = 0; i < first.length; i++) {
      both += first[i] == 0 && second[i] == 0 ? 1 : 0;
    }
    return (double) both / first.length;
  }

  private static NDArray angles(NDManager scope, float[] table) {
    return scope
        .create(table, new Shape(table.length / config.headDim(), 1, 1, config.headDim()))
        .get(":" + POSITIONS);
  }

  private static NDArray random(NDManager scope, Shape shape) {
    Random random = new Random(1);
    float[] numbers = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return scope.create(numbers, shape);
  }

  private static float[] call(NDManager scope, String method, NDArray... arguments) {
    return program.call(scope, method, new NDList(arguments)).singletonOrThrow().toFloatArray();
  }
}
