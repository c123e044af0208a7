package io.tocsin.llama.adapter;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.safetensors.DType;
import io.tocsin.llama.safetensors.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AdapterTest {
  private static final LoraConfig LORA = new LoraConfig(8, 8, 0, false, Set.of(Projection.Q));
  private static final BaseFingerprint TRAINED_ON = new BaseFingerprint("a".repeat(64));
  private static final BaseFingerprint OTHER = new BaseFingerprint("b".repeat(64));

  @Test
  void runsOnTheBaseItWasTrainedOn() {
    Adapter adapter = adapter(List.of("calm", "disaster"), score(2), Optional.of(TRAINED_ON));

    assertDoesNotThrow(() -> adapter.requireBase(TRAINED_ON));
  }

  @Test
  void refusesAnotherBaseAndSaysWhatToDo() {
    Adapter adapter = adapter(List.of("calm", "disaster"), score(2), Optional.of(TRAINED_ON));

    WrongBaseException e = assertThrows(WrongBaseException.class, () -> adapter.requireBase(OTHER));

    assertEquals(
        "the adapter expects the base that it was trained on, %s, found %s:"
                .formatted(TRAINED_ON, OTHER)
            + " load that base, or train an adapter on this one",
        e.getMessage());
  }

  @Test
  void runsOnAnyBaseIfItDoesNotTellItsOwn() {
    Adapter adapter = adapter(List.of("calm", "disaster"), score(2), Optional.empty());

    assertDoesNotThrow(() -> adapter.requireBase(OTHER));
  }

  @Test
  void refusesCategoriesThatAreNotDistinct() {
    refused("expected distinct categories", List.of("calm", "calm"), score(2));
  }

  @Test
  void refusesHeadWithAnotherNumberOfRows() {
    refused("expected a row for each of [calm, disaster]", List.of("calm", "disaster"), score(3));
  }

  @Test
  void refusesWeightsThatAreNotFinite() {
    Tensor score = Tensor.ofFloats(new long[] {1, 1}, new float[] {Float.NaN});

    refused("expected finite weights", List.of("calm"), score);
  }

  @Test
  void refusesWeightsThatAreNotSinglePrecision() {
    MemorySegment data = MemorySegment.ofArray(new byte[2]);

    refused(
        "expected F32, found BF16",
        List.of("calm"),
        new Tensor(DType.BF16, new long[] {1, 1}, data));
  }

  private static void refused(String expected, List<String> categories, Tensor score) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> adapter(categories, score, Optional.empty()));

    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  private static Tensor score(int rows) {
    return Tensor.ofFloats(new long[] {rows, 4}, new float[rows * 4]);
  }

  private static Adapter adapter(
      List<String> categories, Tensor score, Optional<BaseFingerprint> base) {
    return new Adapter(
        LORA, categories, new LinkedHashMap<>(Map.of(AdapterTensors.SCORE, score)), base);
  }
}
