package io.tocsin.llama.model;

import java.util.Arrays;
import java.util.List;

/**
 * Token sequences of different lengths, right-padded to the longest. Causal attention keeps real
 * tokens from ever seeing the padding, so no mask is needed.
 *
 * @param ids row-major [rows, width]
 * @param lengths real tokens of each row, at least one [rows]
 */
// The arrays are made here and handed to the device once; nobody else sees them.
@SuppressWarnings("ArrayRecordComponent")
public record TokenBatch(long[] ids, long[] lengths) {
  public TokenBatch {
    if (lengths.length == 0 || ids.length % lengths.length != 0) {
      throw new IllegalArgumentException(
          "expected whole rows, found %d ids in %d rows".formatted(ids.length, lengths.length));
    }
    int width = ids.length / lengths.length;
    for (long length : lengths) {
      if (length < 1 || length > width) {
        throw new IllegalArgumentException(
            "a row of %d tokens in a batch of width %d".formatted(length, width));
      }
    }
  }

  /** Pads sequences to the longest with the given token. */
  public static TokenBatch of(List<int[]> sequences, int padTokenId) {
    int width = sequences.stream().mapToInt(sequence -> sequence.length).max().orElse(0);
    long[] ids = new long[sequences.size() * width];
    Arrays.fill(ids, padTokenId);
    long[] lengths = new long[sequences.size()];
    for (int row = 0; row < lengths.length; row++) {
      int[] sequence = sequences.get(row);
      for (int i = 0; i < sequence.length; i++) {
        ids[row * width + i] = sequence[i];
      }
      lengths[row] = sequence.length;
    }
    return new TokenBatch(ids, lengths);
  }

  public int rows() {
    return lengths.length;
  }

  public int width() {
    return ids.length / lengths.length;
  }

  /** Returns the number of real tokens. */
  public long tokens() {
    return Arrays.stream(lengths).sum();
  }
}
