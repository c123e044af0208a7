package io.tocsin.llama.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UntrainedHeadTest {
  private static final String SCORE = "base_model.model.score.weight";

  @TempDir Path folder;

  @Test
  void isTheSameForOneBaseAndAnotherForAnother() throws IOException {
    // Given
    new SmallBase().write(folder);
    try (LoadedBase base = LoadedBase.load(folder, Device.cpu(), Precision.FLOAT32)) {
      BaseFingerprint other = new BaseFingerprint("ab".repeat(32));
      LoadedBase otherBase =
          new LoadedBase(base.copies(), base.tokenizer(), other, base.padTokenId());

      // When
      Adapter first = UntrainedHead.on(base, Categories.DISASTER);
      Adapter again = UntrainedHead.on(base, Categories.DISASTER);
      Adapter elsewhere = UntrainedHead.on(otherBase, Categories.DISASTER);

      // Then
      assertArrayEquals(score(first), score(again));
      assertFalse(Arrays.equals(score(first), score(elsewhere)));
      assertEquals(Optional.of(base.fingerprint()), first.baseFingerprint());
      assertEquals(Categories.DISASTER.names(), first.categories());
    }
  }

  private static float[] score(Adapter adapter) {
    return adapter.tensors().get(SCORE).toFloats();
  }
}
