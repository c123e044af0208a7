package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TokenBatchTest {
  @Test
  void padsToTheLongestSequence() {
    TokenBatch batch = TokenBatch.of(List.of(new int[] {0, 5}, new int[] {0, 7, 8}), 1);

    assertArrayEquals(new long[] {0, 5, 1, 0, 7, 8}, batch.ids());
    assertArrayEquals(new long[] {2, 3}, batch.lengths());
    assertEquals(2, batch.rows());
    assertEquals(3, batch.width());
    assertEquals(5, batch.tokens());
  }

  @Test
  void refusesEmptyBatch() {
    assertEquals("expected whole rows, found 0 ids in 0 rows", refused(new long[0], new long[0]));
    assertThrows(IllegalArgumentException.class, () -> TokenBatch.of(List.of(), 1));
  }

  @Test
  void refusesRaggedRows() {
    assertEquals(
        "expected whole rows, found 3 ids in 2 rows", refused(new long[3], new long[] {1, 1}));
  }

  @Test
  void refusesRowsWithoutTokens() {
    assertEquals(
        "a row of 0 tokens in a batch of width 2", refused(new long[4], new long[] {2, 0}));
    assertThrows(
        IllegalArgumentException.class, () -> TokenBatch.of(List.of(new int[] {0}, new int[0]), 1));
  }

  @Test
  void refusesLengthsBeyondTheWidth() {
    assertEquals(
        "a row of 3 tokens in a batch of width 2", refused(new long[4], new long[] {3, 1}));
  }

  private static String refused(long[] ids, long[] lengths) {
    return assertThrows(IllegalArgumentException.class, () -> new TokenBatch(ids, lengths))
        .getMessage();
  }
}
