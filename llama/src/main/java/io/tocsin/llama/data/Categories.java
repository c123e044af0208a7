package io.tocsin.llama.data;

import java.util.HashSet;
import java.util.List;

/**
 * The categories that a model tells apart, in the order of its outputs.
 *
 * @param names two or more, distinct, not blank; of two, the last is the positive one
 */
public record Categories(List<String> names) {
  /** The categories of the disaster task: label 0 is {@code not}, label 1 {@code disaster}. */
  public static final Categories DISASTER = of("not", "disaster");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the names are fewer than two, blank or not distinct
   */
  public Categories {
    names = List.copyOf(names);
    if (names.size() < 2) {
      throw new IllegalArgumentException("expected two categories or more, found " + names);
    }
    names.forEach(name -> CleanText.requireFilled("category", name));
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("expected distinct categories, found " + names);
    }
  }

  public static Categories of(String... names) {
    return new Categories(List.of(names));
  }

  /** Returns the number of categories. */
  public int size() {
    return names.size();
  }

  /**
   * Returns the index that a label of a file means: the label may be a category's name or, where no
   * name fits, a category's index in decimal digits. White space around it is ignored.
   *
   * @throws IllegalArgumentException if the label is neither
   */
  public int indexOf(String label) {
    String stripped = label.strip();
    int named = names.indexOf(stripped);
    if (named >= 0) {
      return named;
    }
    for (int index = 0; index < size(); index++) {
      if (stripped.equals(Integer.toString(index))) {
        return index;
      }
    }
    throw new IllegalArgumentException(
        "unknown label '%s': expected one of %s, or an index from 0 to %d"
            .formatted(stripped, names, size() - 1));
  }

  /** Returns each row's category as an index. Shape: [rows]. */
  public int[] indices(List<LabelledTweet> rows) {
    return rows.stream().mapToInt(row -> indexOf(row.category())).toArray();
  }

  /** Returns the number of rows in each category. Shape: [categories]. */
  public int[] counts(List<LabelledTweet> rows) {
    int[] counts = new int[size()];
    for (int index : indices(rows)) {
      counts[index]++;
    }
    return counts;
  }
}
