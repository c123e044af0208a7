package io.tocsin.llama.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much of a dataset says the same: rows of equal {@link NormalizedText} are near-duplicates and
 * form a group.
 *
 * @param rows all rows
 * @param groups groups of more than one row
 * @param groupedRows rows in those groups
 * @param contradictingGroups groups whose rows are not all of one category
 */
public record NearDuplicates(int rows, int groups, int groupedRows, int contradictingGroups) {
  public NearDuplicates {
    boolean plausible =
        0 <= contradictingGroups
            && contradictingGroups <= groups
            && 2 * groups <= groupedRows
            && groupedRows <= rows;
    if (!plausible) {
      throw new IllegalArgumentException(
          "%d rows cannot have %d groups of %d rows, %d contradicting"
              .formatted(rows, groups, groupedRows, contradictingGroups));
    }
  }

  /** Counts the near-duplicates among the rows. */
  public static NearDuplicates of(List<LabelledTweet> rows) {
    List<List<LabelledTweet>> groups =
        groups(rows).stream().filter(group -> group.size() > 1).toList();
    return new NearDuplicates(
        rows.size(),
        groups.size(),
        groups.stream().mapToInt(List::size).sum(),
        (int) groups.stream().filter(NearDuplicates::contradicts).count());
  }

  /** Returns the share of rows that have a near-duplicate, 0 to 1; 0 without rows. */
  public double share() {
    return rows == 0 ? 0 : (double) groupedRows / rows;
  }

  /** Returns how many held-out rows have a near-duplicate among the rows that train. */
  public static int leakage(List<LabelledTweet> train, List<LabelledTweet> heldOut) {
    Set<NormalizedText> taught =
        train.stream().map(row -> NormalizedText.of(row.text())).collect(Collectors.toSet());
    return (int)
        heldOut.stream().filter(row -> taught.contains(NormalizedText.of(row.text()))).count();
  }

  /** Returns all groups, also those of one row, by first appearance. */
  static Collection<List<LabelledTweet>> groups(List<LabelledTweet> rows) {
    Map<NormalizedText, List<LabelledTweet>> groups = new LinkedHashMap<>();
    for (LabelledTweet row : rows) {
      groups.computeIfAbsent(NormalizedText.of(row.text()), text -> new ArrayList<>()).add(row);
    }
    return groups.values();
  }

  private static boolean contradicts(List<LabelledTweet> group) {
    return group.stream().map(LabelledTweet::category).distinct().count() > 1;
  }
}
