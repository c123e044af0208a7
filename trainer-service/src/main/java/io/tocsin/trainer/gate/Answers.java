package io.tocsin.trainer.gate;

import io.tocsin.contracts.quality.Metrics;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.Evaluation;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.LabelledTweet;
import java.util.Arrays;
import java.util.List;

/**
 * What a contender says of the gate rows, and what they are.
 *
 * @param classifications one for each row
 * @param labels the index of each row's category, as many
 * @param categories both indices are into
 */
record Answers(List<Classification> classifications, List<Integer> labels, Categories categories) {
  static Answers of(
      LoadedBase base, Contender contender, List<LabelledTweet> rows, Categories categories) {
    try (Classifier classifier = new Classifier(base, contender.maxTokens());
        ServedAdapter served = classifier.add(contender.adapter())) {
      List<Classification> classifications =
          classifier.classifyTweets(served, rows.stream().map(LabelledTweet::tweet).toList());
      List<Integer> labels = Arrays.stream(categories.indices(rows)).boxed().toList();
      return new Answers(classifications, labels, categories);
    }
  }

  Metrics metrics() {
    return message(Evaluation.of(classifications, labels));
  }

  private static Metrics message(io.tocsin.llama.metrics.Metrics measured) {
    return new Metrics(
        measured.n(),
        measured.accuracy(),
        measured.f1(),
        measured.precision(),
        measured.recall(),
        measured.ece(),
        measured.loss());
  }

  /** Returns the index of the category that each row was given. Shape: [rows]. */
  int[] predictions() {
    return classifications.stream()
        .mapToInt(answer -> categories.indexOf(answer.category()))
        .toArray();
  }

  int[] truth() {
    return labels.stream().mapToInt(Integer::intValue).toArray();
  }

  int right() {
    int[] predictions = predictions();
    int right = 0;
    for (int row = 0; row < predictions.length; row++) {
      right += predictions[row] == labels.get(row) ? 1 : 0;
    }
    return right;
  }
}
