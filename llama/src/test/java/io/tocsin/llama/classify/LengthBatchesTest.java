package io.tocsin.llama.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LengthBatchesTest {
  @Test
  void cutsTheLongestFirstWithinTheBudget() {
    List<int[]> sequences = List.of(new int[2], new int[5], new int[1], new int[4], new int[2]);

    assertEquals(List.of(List.of(1, 3), List.of(0, 4, 2)), LengthBatches.cut(sequences, 10, 10));
  }

  @Test
  void givesARowBeyondTheBudgetABatchOfItsOwn() {
    List<int[]> sequences = List.of(new int[3], new int[100], new int[3]);

    assertEquals(List.of(List.of(1), List.of(0, 2)), LengthBatches.cut(sequences, 6, 6));
  }

  @Test
  void endsABatchOfEnoughTokensWhereRowsGrowShorter() {
    List<int[]> sequences =
        List.of(new int[20], new int[20], new int[19], new int[12], new int[12]);

    assertEquals(List.of(List.of(0, 1, 2), List.of(3, 4)), LengthBatches.cut(sequences, 40, 1000));
    assertEquals(List.of(List.of(0, 1, 2, 3, 4)), LengthBatches.cut(sequences, 101, 1000));
  }

  @Test
  void cutsNothingIntoNothing() {
    assertEquals(List.of(), LengthBatches.cut(List.of(), 10, 10));
  }

  @Test
  void takesEveryRowOnce() {
    Random random = new Random(1);
    List<int[]> sequences =
        IntStream.range(0, 500).mapToObj(_ -> new int[1 + random.nextInt(60)]).toList();

    List<List<Integer>> batches = LengthBatches.cut(sequences, 256, 512);

    assertEquals(
        IntStream.range(0, 500).boxed().toList(),
        batches.stream().flatMap(List::stream).sorted().toList());
    for (List<Integer> batch : batches) {
      int width = batch.stream().mapToInt(row -> sequences.get(row).length).max().orElseThrow();
      assertTrue(batch.size() * width <= 512);
    }
  }

  @Test
  void tapersTowardsTheEnd() {
    List<int[]> many = Collections.nCopies(100, new int[32]);
    List<int[]> few = Collections.nCopies(24, new int[24]);

    assertEquals(
        List.of(16, 16, 16, 13, 9, 7, 5, 4, 4, 4, 4, 2),
        sizes(LengthBatches.taper(many, 128, 512)));
    assertEquals(List.of(6, 5, 5, 5, 3), sizes(LengthBatches.taper(few, 128, 512)));
  }

  private static List<Integer> sizes(List<List<Integer>> batches) {
    return batches.stream().map(List::size).toList();
  }

  @ParameterizedTest
  @CsvSource({"1024, 1, 4", "1024, 2, 4", "100, 2, 2", "1024, 4, 4", "5000, 4, 16", "1, 2, 1"})
  void devicesHaveAsManyBatchesEach(int rows, int devices, int expected) {
    List<int[]> sequences = Collections.nCopies(rows, new int[48]);

    int most = LengthBatches.evenly(sequences, 16_384, devices);
    List<List<Integer>> batches = LengthBatches.cut(sequences, 4_096, most);

    assertEquals(expected, batches.size());
    assertTrue(most <= 16_384 + 48);
  }
}
