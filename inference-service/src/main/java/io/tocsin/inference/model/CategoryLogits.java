package io.tocsin.inference.model;

import io.tocsin.llama.classify.Classification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A text's logits by the names of their categories. */
public final class CategoryLogits {
  private CategoryLogits() {}

  /**
   * Returns the logits in the order of the categories.
   *
   * @param categories of the model that was asked
   */
  public static Map<String, Double> of(List<String> categories, Classification found) {
    Map<String, Double> logits = new LinkedHashMap<>();
    for (int i = 0; i < categories.size(); i++) {
      logits.put(categories.get(i), found.logits().get(i));
    }
    return logits;
  }
}
