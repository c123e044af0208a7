package io.tocsin.llama.train;

import io.tocsin.llama.model.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The batches of an epoch: rows in random order, sorted by length within windows of many batches,
 * cut into batches, and these in random order. Padding costs next to nothing and batches stay
 * random. Source of the idea: Transformers' {@code LengthGroupedSampler}.
 */
final class EpochBatches {
  private static final int BATCHES_IN_WINDOW = 50;

  private EpochBatches() {}

  /** Returns indices of rows, the same for the same seed and epoch. */
  static List<List<Integer>> of(TokenizedRows rows, int batchSize, long seed, int epoch) {
    Random random = new Random(Seeds.of(seed, epoch));
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
    Collections.shuffle(order, random);
    List<List<Integer>> batches = new ArrayList<>();
    for (List<Integer> window : cut(order, windowRows(batchSize))) {
      List<Integer> sorted = new ArrayList<>(window);
      sorted.sort(Comparator.comparingInt(row -> rows.sequences().get(row).length));
      batches.addAll(cut(sorted, batchSize));
    }
    Collections.shuffle(batches, random);
    return batches;
  }

  /** As many rows as a list can have will do. */
  private static int windowRows(int batchSize) {
    return Math.clamp((long) batchSize * BATCHES_IN_WINDOW, 1, Integer.MAX_VALUE);
  }

  /** Cuts a list into pieces of a size; the last may be shorter. */
  static <T> List<List<T>> cut(List<T> list, int size) {
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < list.size(); from += size) {
      pieces.add(list.subList(from, Math.min(list.size(), from + size)));
    }
    return pieces;
  }
}
