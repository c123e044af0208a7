package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.adapter.AdapterTensors;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W x + s · B A x = (W + s · B A) x, for every projection in its place. */
final class MergedWeightsTest {
  private static final float ROUNDING = 1e-4f;

  private static BaseModel base;

  private final Rows rows = Rows.random(6, 24, 5);

  @TempDir Path folder;

  @BeforeAll
  static void load() throws IOException {
    base = SmallBase.load();
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q", "K", "V", "O", "GATE", "UP", "DOWN", "Q V", "K GATE", "all"})
  void anAdapterEqualsItsMergedWeights(String projections) throws IOException {
    equalsMerged(Layouts.of(projections));
  }

  @Test
  void rankStabilisedScalingDividesByTheRootOfTheRank() throws IOException {
    LoraConfig lora = new LoraConfig(4, 6, 0, true, Layouts.targets("all"));

    equalsMerged(new ThetaLayout(base.config(), lora, Layouts.CATEGORIES));
  }

  private void equalsMerged(ThetaLayout layout) throws IOException {
    // Given
    float[] theta = Layouts.randomTheta(layout, 6);
    SmallBase merged = new SmallBase();
    Map<String, Tensor> tensors = layout.unpack(theta);
    for (int layer = 0; layer < base.config().layers(); layer++) {
      for (Projection projection : layout.lora().targets()) {
        merge(merged, layer, projection, tensors, layout.lora());
      }
    }
    float[] bare = layout.pack(withoutLora(tensors));

    // When
    float[] adapted = logits(base, layout, theta);
    float[] served = servedLogits(layout, theta);

    // Then
    try (BaseModel plain = SmallBase.load(merged.write(folder))) {
      assertArrayEquals(logits(plain, layout, bare), adapted, ROUNDING);
    }
    assertArrayEquals(adapted, served, ROUNDING);
    assertTrue(largestDifference(logits(base, layout, bare), adapted) > 100 * ROUNDING);
  }

  private static void merge(
      SmallBase merged,
      int layer,
      Projection projection,
      Map<String, Tensor> tensors,
      LoraConfig lora) {
    String name = projection.module(layer) + ".weight";
    float[] a = tensors.get(AdapterTensors.loraA(layer, projection)).toFloats();
    float[] b = tensors.get(AdapterTensors.loraB(layer, projection)).toFloats();
    float[] weight = merged.values(name);
    int in = projection.inFeatures(base.config());
    for (int i = 0; i < weight.length; i++) {
      double sum = 0;
      for (int r = 0; r < lora.r(); r++) {
        sum += (double) b[i / in * lora.r() + r] * a[r * in + i % in];
      }
      weight[i] += (float) (lora.scaling() * sum);
    }
    merged.set(name, weight);
  }

  private static Map<String, Tensor> withoutLora(Map<String, Tensor> tensors) {
    tensors.replaceAll(
        (name, tensor) ->
            name.equals(AdapterTensors.SCORE)
                ? tensor
                : Tensor.ofFloats(tensor.shape(), new float[(int) tensor.elementCount()]));
    return tensors;
  }

  private float[] logits(BaseModel model, ThetaLayout layout, float[] theta) {
    try (DeviceAdapter adapter = model.place(layout, theta)) {
      return model.logits(rows.batch(), adapter);
    }
  }

  /** Merged by the program itself, as a small base on a CPU serves it. */
  private float[] servedLogits(ThetaLayout layout, float[] theta) {
    int before = base.tensors();
    float[] logits;
    try (DeviceAdapter adapter = base.placeToServe(layout, theta)) {
      assertTrue(base.tensors() >= before + 6 * base.config().layers(), "it is not merged");
      logits = base.logits(rows.batch(), adapter);
    }
    assertEquals(before, base.tensors(), "tensors are left");
    return logits;
  }

  private static double largestDifference(float[] first, float[] second) {
    double largest = 0;
    for (int i = 0; i < first.length; i++) {
      largest = Math.max(largest, Math.abs(first[i] - second[i]));
    }
    return largest;
  }
}
