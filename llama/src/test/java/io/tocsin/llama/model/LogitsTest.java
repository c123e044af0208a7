package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.tocsin.llama.adapter.AdapterTensors;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.safetensors.Tensor;
import io.tocsin.llama.torch.RowWorkers;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LogitsTest {
  /** What the order of additions changes in fp32. */
  private static final float ROUNDING = 1e-5f;

  private static BaseModel base;

  private final ThetaLayout layout = Layouts.of("all");
  private final float[] theta = Layouts.randomTheta(layout, 1);
  private final Rows rows = Rows.random(12, 40, 2);

  @BeforeAll
  static void load() throws IOException {
    base = SmallBase.load();
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void anUntrainedAdapterChangesNothing() {
    // Given an untrained adapter, and a bare head: the same score row, no lora_A either.
    float[] untrained = InitialTheta.draw(layout, 3);
    SequencedMap<String, Tensor> tensors = layout.unpack(untrained);
    tensors.replaceAll(
        (name, tensor) ->
            name.equals(AdapterTensors.SCORE)
                ? tensor
                : Tensor.ofFloats(tensor.shape(), new float[(int) tensor.elementCount()]));
    float[] bare = layout.pack(tensors);
    assertFalse(Arrays.equals(untrained, bare));

    // When
    float[] logits = logits(rows.batch(), untrained);

    // Then
    assertArrayEquals(logits(rows.batch(), bare), logits);
  }

  @Test
  void aRowIsTheSameAloneAndAmongLongerOnes() {
    float[] together = logits(rows.batch(), theta);

    for (int row = 0; row < rows.sequences().size(); row++) {
      float[] alone = logits(rows.slice(row, row + 1).batch(), theta);

      assertArrayEquals(row(together, row), alone, ROUNDING, "row " + row);
    }
  }

  @Test
  void aRowDoesNotSeeItsPadding() {
    TokenBatch padded = TokenBatch.of(rows.sequences(), Rows.PAD_TOKEN);
    TokenBatch otherwise = TokenBatch.of(rows.sequences(), 4711);

    assertArrayEquals(logits(padded, theta), logits(otherwise, theta));
  }

  @Test
  void rowsAnswerInTheirOrder() {
    Rows reversed = new Rows(rows.sequences().reversed(), rows.labels().reversed());

    float[] forward = logits(rows.batch(), theta);
    float[] backward = logits(reversed.batch(), theta);

    int count = rows.sequences().size();
    for (int row = 0; row < count; row++) {
      assertArrayEquals(row(forward, row), row(backward, count - 1 - row), ROUNDING);
    }
    assertTrue(Math.abs(forward[0] - forward[2]) > ROUNDING, "rows differ");
  }

  @Test
  void threadsThatShareABaseGetTheSameBits() {
    float[] alone = logits(rows.batch(), theta);
    Callable<float[]> task = () -> logits(rows.batch(), theta);

    try (RowWorkers workers = new RowWorkers(4)) {
      for (float[] shared : workers.run(Collections.nCopies(20, task))) {
        assertArrayEquals(alone, shared);
      }
    }
  }

  @Test
  void aHeadHasAnyNumberOfCategories() {
    ThetaLayout five = Layouts.of(Layouts.targets("Q V"), 5);
    float[] drawn = InitialTheta.draw(five, 4);

    try (DeviceAdapter adapter = base.place(five, drawn)) {
      assertEquals(5 * rows.sequences().size(), base.logits(rows.batch(), adapter).length);
      assertArrayEquals(drawn, adapter.toArray());
    }
  }

  @Test
  void readsAsManyTokensAsTheConfigurationHasPositions() {
    int positions = base.config().maxPositionEmbeddings();
    TokenBatch longest = TokenBatch.of(List.of(new int[positions]), Rows.PAD_TOKEN);
    TokenBatch tooLong = TokenBatch.of(List.of(new int[positions + 1]), Rows.PAD_TOKEN);

    assertEquals(Layouts.CATEGORIES, logits(longest, theta).length);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> logits(tooLong, theta));
    assertEquals("expected at most 512 tokens a row, found 513", e.getMessage());
  }

  @Test
  void halfPrecisionStaysNear() throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(SmallBase.FOLDER);
        BaseModel half = BaseModel.load(checkpoint, List.of(Device.cpu()), Precision.BFLOAT16);
        DeviceAdapter adapter = half.place(layout, theta)) {
      float[] exact = logits(rows.batch(), theta);

      float[] rounded = half.logits(rows.batch(), adapter);

      // bf16 keeps eight bits; two layers lose a few.
      assertArrayEquals(exact, rounded, 0.05f);
      assertFalse(Arrays.equals(exact, rounded));
    }
  }

  @Test
  void aRandomBaseOfAConfigurationComputes() {
    try (BaseModel random =
            BaseModel.random(base.config(), List.of(Device.cpu()), Precision.FLOAT32);
        DeviceAdapter adapter = random.place(layout, theta)) {
      for (float logit : random.logits(rows.batch(), adapter)) {
        assertTrue(Float.isFinite(logit));
      }
    }
  }

  private float[] logits(TokenBatch batch, float[] numbers) {
    try (DeviceAdapter adapter = base.place(layout, numbers)) {
      return base.logits(batch, adapter);
    }
  }

  private static float[] row(float[] logits, int row) {
    return Arrays.copyOfRange(logits, row * Layouts.CATEGORIES, (row + 1) * Layouts.CATEGORIES);
  }
}
