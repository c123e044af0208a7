package io.tocsin.llama.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Labelled tweets and the categories they are labelled with.
 *
 * @param rows in file order; ids distinct, every category among the categories
 * @param categories in the order of the model's outputs
 */
public record Dataset(List<LabelledTweet> rows, Categories categories) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if an id occurs twice or a row's category is not among the
   *     names
   */
  public Dataset {
    rows = List.copyOf(rows);
    Set<String> ids = new HashSet<>();
    for (LabelledTweet row : rows) {
      if (!ids.add(row.id())) {
        throw new IllegalArgumentException("id '%s' occurs twice".formatted(row.id()));
      }
      if (!categories.names().contains(row.category())) {
        throw new IllegalArgumentException(
            "tweet '%s' has category '%s': expected one of %s"
                .formatted(row.id(), row.category(), categories.names()));
      }
    }
  }

  /**
   * Returns the SHA-256 of the parsed rows, in order, in lower-case hexadecimal digits: for each
   * row its id, keyword, text and category, each as the four-byte big-endian length of its UTF-8
   * bytes followed by those bytes. Two files with the same rows have the same digest, whatever
   * their format. Computed anew at each call.
   */
  public String digest() {
    Sha256 sha256 = new Sha256();
    for (LabelledTweet row : rows) {
      for (String field : List.of(row.id(), row.keyword(), row.text(), row.category())) {
        sha256.addWithLength(field);
      }
    }
    return sha256.hex();
  }

  /** Returns the number of rows in each category. Shape: [categories]. */
  public int[] counts() {
    return categories.counts(rows);
  }
}
