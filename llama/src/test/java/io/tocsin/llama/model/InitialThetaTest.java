package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.adapter.AdapterTensors;
import io.tocsin.llama.safetensors.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InitialThetaTest {
  private static final long SEED = 42;

  private final ThetaLayout layout = Layouts.of("all");

  @Test
  void isTheSameForTheSameSeedAlone() {
    float[] first = InitialTheta.draw(layout, SEED);

    assertArrayEquals(first, InitialTheta.draw(layout, SEED));
    assertFalse(Arrays.equals(first, InitialTheta.draw(layout, SEED + 1)));
  }

  @Test
  void beginsWithLoraBAtZero() {
    Map<String, Tensor> tensors = layout.unpack(InitialTheta.draw(layout, SEED));

    tensors.forEach(
        (name, tensor) -> {
          boolean zero = numbers(tensor).allMatch(number -> number == 0);
          assertEquals(name.endsWith("lora_B.weight"), zero, name);
        });
  }

  @Test
  void drawsLoraAUniformlyWithinOneOverTheRootOfItsInputs() {
    Map<String, Tensor> tensors = layout.unpack(InitialTheta.draw(layout, SEED));

    tensors.forEach(
        (name, tensor) -> {
          if (name.endsWith("lora_A.weight")) {
            double bound = 1 / Math.sqrt((double) tensor.shape()[1]);
            assertTrue(numbers(tensor).map(Math::abs).max().orElseThrow() <= bound, name);
            // A uniform variable within ±b has the deviation b / √3.
            assertEquals(bound / Math.sqrt(3), deviation(tensor), 0.15 * bound, name);
          }
        });
  }

  @Test
  void drawsTheHeadNormally() {
    ThetaLayout wide = Layouts.of(Layouts.targets("Q"), 50);
    Tensor score = wide.unpack(InitialTheta.draw(wide, SEED)).get(AdapterTensors.SCORE);

    assertEquals(0.02, deviation(score), 0.001);
    assertTrue(numbers(score).map(Math::abs).max().orElseThrow() > 3 * 0.02, "has tails");
  }

  @Test
  void drawsEveryMatrixAnew() {
    Map<String, Tensor> tensors = layout.unpack(InitialTheta.draw(layout, SEED));

    Set<Double> firsts = new HashSet<>();
    tensors.forEach(
        (name, tensor) -> {
          if (!name.endsWith("lora_B.weight")) {
            assertTrue(firsts.add(numbers(tensor).findFirst().orElseThrow()), name);
          }
        });
  }

  private static DoubleStream numbers(Tensor tensor) {
    float[] values = tensor.toFloats();
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }

  private static double deviation(Tensor tensor) {
    return Math.sqrt(numbers(tensor).map(number -> number * number).average().orElseThrow());
  }
}
