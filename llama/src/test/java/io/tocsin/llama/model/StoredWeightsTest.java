package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.safetensors.DType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However weights are stored, the same model computes. */
final class StoredWeightsTest {
  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final ThetaLayout LAYOUT = Layouts.of("Q V");

  private static float[] expected;

  @TempDir Path folder;

  @BeforeAll
  static void compute() throws IOException {
    try (BaseModel original = SmallBase.load()) {
      expected = logits(original);
    }
  }

  @Test
  void widensBfloat16Exactly() throws IOException {
    new SmallBase().as(DType.BF16).write(folder);

    assertArrayEquals(expected, logits());
  }

  @Test
  void takesFloat32AsItIs() throws IOException {
    new SmallBase().write(folder);

    assertArrayEquals(expected, logits());
  }

  @Test
  void widensFloat16() throws IOException {
    new SmallBase().as(DType.F16).write(folder);

    assertArrayEquals(expected, logits(), 1e-4f);
  }

  @Test
  void readsShardsInAnyOrder() throws IOException {
    new SmallBase().as(DType.BF16).writeSharded(folder);

    assertArrayEquals(expected, logits());
  }

  @Test
  void dependsOnTheWeightsStored() throws IOException {
    SmallBase altered = new SmallBase();
    float[] embedding = altered.values(EMBEDDING);
    embedding[0] += 1;
    altered.set(EMBEDDING, embedding).write(folder);

    assertFalse(Arrays.equals(expected, logits()));
  }

  private float[] logits() throws IOException {
    try (BaseModel base = SmallBase.load(folder)) {
      return logits(base);
    }
  }

  private static float[] logits(BaseModel base) {
    try (DeviceAdapter adapter = base.place(LAYOUT, Layouts.randomTheta(LAYOUT, 7))) {
      return base.logits(Rows.random(8, 30, 8).batch(), adapter);
    }
  }
}
