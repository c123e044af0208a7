package io.tocsin.cli.tag;

import io.tocsin.llama.classify.Softmax;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.metrics.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Labelled tweets with the answers that the running system gave.
 *
 * @param rows as labelled
 * @param tags one for each row, in the same order
 */
public record TaggedRows(List<LabelledTweet> rows, List<Tag> tags) {
  /** Checks that there are as many of both. */
  public TaggedRows {
    rows = List.copyOf(rows);
    tags = List.copyOf(tags);
    if (rows.size() != tags.size()) {
      throw new IllegalArgumentException(
          "expected a tag for each of %d rows, found %d".formatted(rows.size(), tags.size()));
    }
  }

  /**
   * Measures the answers.
   *
   * @throws IllegalArgumentException if there is no row, or a tag has other categories
   */
  public Metrics metrics(Categories categories) {
    float[][] probabilities =
        tags.stream()
            .map(tag -> probabilities(tag.classification().logits(), categories))
            .toArray(float[][]::new);
    return Metrics.of(categories.indices(rows), probabilities);
  }

  private static float[] probabilities(Map<String, Double> logits, Categories categories) {
    if (!logits.keySet().equals(Set.copyOf(categories.names()))) {
      throw new IllegalArgumentException(
          "expected tags with %s, found %s".formatted(categories.names(), logits.keySet()));
    }
    float[] ordered = new float[categories.size()];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = logits.get(categories.names().get(i)).floatValue();
    }
    double[] exact = Softmax.of(ordered);
    float[] probabilities = new float[exact.length];
    for (int i = 0; i < exact.length; i++) {
      probabilities[i] = (float) exact[i];
    }
    return probabilities;
  }
}
