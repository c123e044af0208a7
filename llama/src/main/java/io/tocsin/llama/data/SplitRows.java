package io.tocsin.llama.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows by use; each in one list only, in file order.
 *
 * @param train the rows that teach; not empty
 * @param select the rows that choose the best epoch; may be empty when there are few rows
 * @param heldOut the rows to report on, seen by neither; may be empty when there are few rows
 */
public record SplitRows(
    List<LabelledTweet> train, List<LabelledTweet> select, List<LabelledTweet> heldOut) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if no row is left to teach, or a row is in two lists
   */
  public SplitRows {
    train = List.copyOf(train);
    select = List.copyOf(select);
    heldOut = List.copyOf(heldOut);
    if (train.isEmpty()) {
      throw new IllegalArgumentException("no row is left to train on: hold out fewer, or add rows");
    }
    Set<String> seen = new HashSet<>();
    Stream.of(train, select, heldOut)
        .flatMap(List::stream)
        .forEach(row -> requireNew(row.id(), seen));
  }

  private static void requireNew(String id, Set<String> seen) {
    if (!seen.add(id)) {
      throw new IllegalArgumentException("tweet '%s' is in the split twice".formatted(id));
    }
  }
}
