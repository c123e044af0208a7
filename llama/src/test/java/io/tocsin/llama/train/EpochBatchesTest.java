package io.tocsin.llama.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EpochBatchesTest {
  private static final long SEED = 42;
  private static final int BATCH_SIZE = 8;
  private static final int COUNT = 1_003;

  private final TokenizedRows rows = rows(COUNT);

  @Test
  void holdsEveryRowOnce() {
    List<List<Integer>> batches = EpochBatches.of(rows, BATCH_SIZE, SEED, 1);

    assertEquals(
        IntStream.range(0, COUNT).boxed().toList(),
        batches.stream().flatMap(List::stream).sorted().toList());
    assertTrue(batches.stream().allMatch(batch -> batch.size() <= BATCH_SIZE));
    assertEquals(
        Math.ceilDiv(COUNT, BATCH_SIZE), batches.size(), "only the rest is a smaller batch");
  }

  @ParameterizedTest
  @ValueSource(ints = {COUNT, 42_949_673, 1 << 30, Integer.MAX_VALUE})
  void isOneBatchWhereAllRowsFitIn(int batchSize) {
    List<List<Integer>> batches = EpochBatches.of(rows, batchSize, SEED, 1);

    assertEquals(1, batches.size());
    assertEquals(COUNT, batches.getFirst().size());
  }

  @Test
  void joinsRowsOfLikeLength() {
    long tokens = rows.sequences().stream().mapToLong(sequence -> sequence.length).sum();

    long padded = 0;
    for (List<Integer> batch : EpochBatches.of(rows, BATCH_SIZE, SEED, 1)) {
      padded += (long) batch.size() * width(batch);
    }

    assertTrue(padded < 1.05 * tokens, padded + " for " + tokens);
  }

  @Test
  void doesNotSortTheBatches() {
    List<Integer> widths =
        EpochBatches.of(rows, BATCH_SIZE, SEED, 1).stream().map(this::width).toList();

    long rises =
        IntStream.range(1, widths.size()).filter(i -> widths.get(i) > widths.get(i - 1)).count();
    assertTrue(rises > widths.size() / 4 && rises < widths.size() * 3 / 4, rises + " rises");
  }

  @Test
  void followsFromSeedAndEpoch() {
    List<List<Integer>> first = EpochBatches.of(rows, BATCH_SIZE, SEED, 1);

    assertEquals(first, EpochBatches.of(rows, BATCH_SIZE, SEED, 1));
    assertNotEquals(first, EpochBatches.of(rows, BATCH_SIZE, SEED, 2));
    assertNotEquals(first, EpochBatches.of(rows, BATCH_SIZE, SEED + 1, 1));
    assertNotEquals(
        EpochBatches.of(rows, BATCH_SIZE, SEED, 2), EpochBatches.of(rows, BATCH_SIZE, SEED + 1, 1));
  }

  @Test
  void mixesTheRowsOfEachEpochAnew() {
    // Given rows of one length, which nothing but chance brings together.
    TokenizedRows even = new TokenizedRows(Collections.nCopies(COUNT, new int[5]), rows.labels());

    List<Integer> first = EpochBatches.of(even, COUNT, SEED, 1).getFirst();
    List<Integer> second = EpochBatches.of(even, COUNT, SEED, 2).getFirst();

    long unmoved =
        IntStream.range(0, COUNT).filter(i -> first.get(i).equals(second.get(i))).count();
    assertTrue(unmoved < COUNT / 50, unmoved + " rows unmoved");
  }

  @Test
  void cutsListsIntoPieces() {
    assertEquals(
        List.of(List.of(1, 2), List.of(3, 4), List.of(5)),
        EpochBatches.cut(List.of(1, 2, 3, 4, 5), 2));
    assertEquals(List.of(), EpochBatches.cut(List.of(), 2));
  }

  private int width(List<Integer> batch) {
    return batch.stream().mapToInt(row -> rows.sequences().get(row).length).max().orElseThrow();
  }

  private static TokenizedRows rows(int count) {
    Random random = new Random(1);
    return new TokenizedRows(
        IntStream.range(0, count).mapToObj(_ -> new int[1 + random.nextInt(60)]).toList(),
        Collections.nCopies(count, 0));
  }
}
