package io.tocsin.llama.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts sequences into batches of like length, so that padding costs next to nothing. */
public final class LengthBatches {
  private LengthBatches() {}

  /**
   * Returns batches of indices into the sequences, the longest first.
   *
   * @param maxTokens rows × width of a batch stay within this, unless one row alone exceeds it
   */
  public static List<List<Integer>> cut(List<int[]> sequences, int maxTokens) {
    List<Integer> order =
        IntStream.range(0, sequences.size())
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> sequences.get(i).length).reversed())
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    int from = 0;
    while (from < order.size()) {
      int width = sequences.get(order.get(from)).length;
      int rows = Math.max(1, maxTokens / width);
      int to = Math.min(order.size(), from + rows);
      batches.add(order.subList(from, to));
      from = to;
    }
    return batches;
  }
}
