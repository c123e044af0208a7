package io.tocsin.trainer.label;

import io.tocsin.contracts.label.Label;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.text.HtmlEntities;
import java.util.List;

/**
 * Labels as rows to train on.
 *
 * @param categories the only ones that a label may name
 */
public record LabelRows(Categories categories) {
  /**
   * Returns a label's row, its text's HTML entities resolved, as they are wherever rows are cut
   * into parts.
   *
   * @throws IllegalArgumentException if its category is another, or a character may not stand where
   *     it stands
   */
  LabelledTweet row(Label label) {
    if (!categories.names().contains(label.category())) {
      throw new IllegalArgumentException(
          "category: expected one of %s, found %s".formatted(categories.names(), label.category()));
    }
    return new LabelledTweet(
        label.tweetId(),
        label.keyword().orElse(""),
        HtmlEntities.resolve(label.text()),
        label.category());
  }

  /**
   * Returns all labels' rows, in the same order.
   *
   * @throws IllegalArgumentException as {@link #row}, or if a tweet has two labels
   */
  public Dataset dataset(List<Label> labels) {
    return new Dataset(labels.stream().map(this::row).toList(), categories);
  }
}
