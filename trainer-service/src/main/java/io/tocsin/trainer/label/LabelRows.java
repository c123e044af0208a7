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
   * Returns a label's row, its text as it came: so it will be classified.
   *
   * @throws IllegalArgumentException if its category is another, or a character may not stand where
   *     it stands, be it only once HTML entities are resolved
   */
  LabelledTweet row(Label label) {
    if (!categories.names().contains(label.category())) {
      throw new IllegalArgumentException(
          "category: expected one of %s, found %s".formatted(categories.names(), label.category()));
    }
    var _ = row(label, HtmlEntities.resolve(label.text())); // Some preparations will resolve them.
    return row(label, label.text());
  }

  private static LabelledTweet row(Label label, String text) {
    return new LabelledTweet(label.tweetId(), label.keyword().orElse(""), text, label.category());
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
