package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.torch.TorchProgram;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the program spells in another way on a GPU gives the same numbers as the plain spelling. */
final class FormsForGpusTest {
  private static final int POSITIONS = 19;
  private static final int ROWS = 3;
  private static final float TOLERANCE = 2e-6f;

  private static LlamaConfig config;
  private static TorchProgram program;

  @BeforeAll
  static void compile() throws IOException {
    try (BaseModel base = SmallBase.load()) {
      config = base.config();
    }
    String source = LlamaSource.of(config, Precision.FLOAT32, Form.PLAIN);
    program = TorchProgram.compile(LlamaSource.CLASS, source, Device.cpu());
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
