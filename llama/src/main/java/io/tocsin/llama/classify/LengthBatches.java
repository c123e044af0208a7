package io.tocsin.llama.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Cuts sequences into batches of like length, so that padding costs next to nothing. */
public final class LengthBatches {
  /** A row shorter than its batch by more than this share of the width begins the next one. */
  private static final double MOST_PADDING = 0.08;

  /** A tapering batch takes at most one of so many parts of what is left. */
  private static final int SHARES = 4;

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
    return cut(sequences, _ -> enoughTokens, _ -> maxTokens);
  }

  /**
   * Returns batches of indices into the sequences, the longest first, that get smaller as less is
   * left: threads that take one after another then end together, and few sequences are enough for
   * all of them (guided self-scheduling, Polychronopoulos and Kuck 1987). The cut does not depend
   * on how many threads there are.
   *
   * @param leastTokens rows × width of a batch come to this much, as long as there are rows
   * @param maxTokens rows × width of a batch stay within this, unless one row alone exceeds it
   */
  static List<List<Integer>> taper(List<int[]> sequences, int leastTokens, int maxTokens) {
    IntUnaryOperator share = left -> Math.clamp(left / SHARES, leastTokens, maxTokens);
    return cut(sequences, share, share);
  }

  /** Both limits depend on how many tokens are left. */
  private static List<List<Integer>> cut(
      List<int[]> sequences, IntUnaryOperator enoughTokens, IntUnaryOperator maxTokens) {
    List<Integer> order =
        IntStream.range(0, sequences.size())
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> sequences.get(i).length).reversed())
            .toList();
    int left = sequences.stream().mapToInt(sequence -> sequence.length).sum();
    List<List<Integer>> batches = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= order.size(); to++) {
      int width = sequences.get(order.get(from)).length;
      int next = to < order.size() ? sequences.get(order.get(to)).length : 0;
      boolean full = (to + 1 - from) * width > maxTokens.applyAsInt(left);
      boolean enough = (to - from) * width >= enoughTokens.applyAsInt(left);
      if (next == 0 || full || (enough && next < (1 - MOST_PADDING) * width)) {
        List<Integer> batch = order.subList(from, to);
        left -= batch.stream().mapToInt(row -> sequences.get(row).length).sum();
        batches.add(batch);
        from = to;
      }
    }
    return batches;
  }
}
