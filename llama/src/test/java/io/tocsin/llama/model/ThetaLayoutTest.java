package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.llama.adapter.AdapterTensors;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.safetensors.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThetaLayoutTest {
  private static final LlamaConfig CONFIG = Layouts.config();

  @ParameterizedTest
  @ValueSource(strings = {"Q V", "all", "DOWN", "O", "K UP", "Q K V O", "GATE", "Q V GATE UP DOWN"})
  void unpacksWhatItPacked(String projections) {
    // Given tensors of which no two numbers are equal.
    ThetaLayout layout = Layouts.of(projections);
    SequencedMap<String, Tensor> tensors = distinct(layout);

    // When
    SequencedMap<String, Tensor> unpacked = layout.unpack(layout.pack(tensors));

    // Then
    assertEquals(tensors, unpacked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q V", "all", "DOWN", "O", "K UP", "Q K V O", "GATE", "Q V GATE UP DOWN"})
  void keepsStructuralZeros(String projections) {
    ThetaLayout layout = Layouts.of(projections);

    float[] theta = layout.pack(distinct(layout));

    float[] trainable = layout.trainable();
    for (int i = 0; i < theta.length; i++) {
      assertEquals(trainable[i] != 0, theta[i] != 0, "number " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Q V", "all", "DOWN", "O", "K UP", "Q K V O", "GATE", "Q V GATE UP DOWN"})
  void countsTrainableNumbersAsPeftDoes(String projections) {
    ThetaLayout layout = Layouts.of(projections);

    long trainable = 0;
    for (float one : layout.trainable()) {
      assertEquals(one == 0 ? 0 : 1, one);
      trainable += (long) one;
    }

    long each =
        Layouts.targets(projections).stream()
            .mapToLong(p -> p.inFeatures(CONFIG) + p.outFeatures(CONFIG))
            .sum();
    long head = (long) Layouts.CATEGORIES * CONFIG.hiddenSize();
    assertEquals(each * Layouts.RANK * CONFIG.layers() + head, trainable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DOWN", "O", "O DOWN"})
  void hasNoStructuralZerosWhereNoProjectionsAreJoined(String projections) {
    ThetaLayout layout = Layouts.of(projections);

    float[] ones = new float[layout.length()];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, layout.trainable());
  }

  @Test
  void tellsItsForm() {
    LoraConfig lora = new LoraConfig(4, 8, 0.1, true, Set.of(Projection.K, Projection.V));

    ThetaLayout layout = new ThetaLayout(CONFIG, lora, 5);

    assertEquals(lora, layout.lora());
    assertEquals(5, layout.categories());
    assertArrayEquals(new long[] {8, 0, 0, 0}, layout.ranks());
    assertEquals(
        List.of(5L, (long) CONFIG.hiddenSize()),
        Arrays.stream(layout.unpack(new float[layout.length()]).lastEntry().getValue().shape())
            .boxed()
            .toList());
  }

  private static SequencedMap<String, Tensor> distinct(ThetaLayout layout) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    float next = 1;
    var shapes = AdapterTensors.of(layout.lora(), layout.categories(), CONFIG).shapes();
    for (var entry : shapes.entrySet()) {
      long[] shape = entry.getValue().stream().mapToLong(Long::longValue).toArray();
      float[] values = new float[Math.toIntExact(shape[0] * shape[1])];
      for (int i = 0; i < values.length; i++) {
        values[i] = next++;
      }
      tensors.put(entry.getKey(), Tensor.ofFloats(shape, values));
    }
    return tensors;
  }
}
