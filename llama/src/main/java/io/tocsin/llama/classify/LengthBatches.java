package io.tocsin.llama.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts sequences into batches of like length, so that padding costs next to nothing. */
public final class LengthBatches {
  /** A row shorter than its batch by more than this share of the width begins the next one. */
  private static final double MOST_PADDING = 0.08;

  private LengthBatches() {}

  /**
   * Returns how many tokens a batch may have at the most for several devices to have as many
   * batches each.
   *
   * @param maxTokens of a batch; that is the answer for one device
   */
  static int evenly(List<int[]> sequences, int maxTokens, int devices) {
    if (devices == 1) {
      return maxTokens;
    }
    long tokens = sequences.stream().mapToLong(sequence -> sequence.length).sum();
    int longest = sequences.stream().mapToInt(sequence -> sequence.length).max().orElse(0);
    long rounds = Math.max(1, Math.ceilDiv(tokens, (long) devices * maxTokens));
    return Math.toIntExact(Math.ceilDiv(tokens, rounds * devices)) + longest;
  }

  /**
   * Returns batches of indices into the sequences, the longest first.
   *
   * @param enoughTokens a batch of so many ends where rows grow notably shorter
   * @param maxTokens rows × width of a batch stay within this, unless one row alone exceeds it
   */
  public static List<List<Integer>> cut(List<int[]> sequences, int enoughTokens, int maxTokens) {
    List<Integer> order =
        IntStream.range(0, sequences.size())
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> sequences.get(i).length).reversed())
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= order.size(); to++) {
      int width = sequences.get(order.get(from)).length;
      int next = to < order.size() ? sequences.get(order.get(to)).length : 0;
      boolean full = (to + 1 - from) * width > maxTokens;
      boolean enough = (to - from) * width >= enoughTokens;
      if (next == 0 || full || (enough && next < (1 - MOST_PADDING) * width)) {
        batches.add(order.subList(from, to));
        from = to;
      }
    }
    return batches;
  }
}
