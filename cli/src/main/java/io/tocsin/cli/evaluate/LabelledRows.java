package io.tocsin.cli.evaluate;

import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.Evaluation;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.metrics.Metrics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Rows that judge adapters.
 *
 * @param rows at least one
 * @param categories what the rows are labelled with
 * @param maxTokens texts are cut off after so many
 */
public record LabelledRows(List<LabelledTweet> rows, Categories categories, int maxTokens) {
  /** So many rows, unmeasured, bring PyTorch to speed. */
  private static final int WARM_UP = 64;

  /** Checks that there is something to judge by. */
  public LabelledRows {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no rows to evaluate on: hold out more, or add rows");
    }
  }

  /**
   * How an adapter did.
   *
   * @param metrics on all rows
   * @param duration of tokenising and classifying
   */
  public record Judgement(Metrics metrics, Duration duration) {
    /** Returns the rate at which the rows were tokenised and classified. */
    public double tweetsPerSecond() {
      return metrics.n() * 1e9 / Math.max(1, duration.toNanos());
    }
  }

  /**
   * Classifies the rows with an adapter and compares.
   *
   * @throws IllegalArgumentException if the adapter tells other categories apart
   */
  public Judgement judge(LoadedBase base, Adapter adapter) {
    requireCategories(adapter);
    try (Classifier classifier = new Classifier(base, maxTokens);
        ServedAdapter served = classifier.add(adapter)) {
      classify(classifier, served, rows.subList(0, Math.min(WARM_UP, rows.size())));
      long start = System.nanoTime();
      List<Classification> found = classify(classifier, served, rows);
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      return new Judgement(metrics(found), duration);
    }
  }

  private static List<Classification> classify(
      Classifier classifier, ServedAdapter served, List<LabelledTweet> some) {
    return classifier.classifyTweets(served, some.stream().map(LabelledTweet::tweet).toList());
  }

  private Metrics metrics(List<Classification> found) {
    return Evaluation.of(found, Arrays.stream(categories.indices(rows)).boxed().toList());
  }

  /** Adapters that PEFT wrote do not name their categories: their number must do. */
  private void requireCategories(Adapter adapter) {
    List<String> found = adapter.categories();
    boolean named = found.stream().noneMatch(name -> name.matches("LABEL_\\d+"));
    if (found.size() != categories.size() || (named && !found.equals(categories.names()))) {
      throw new IllegalArgumentException(
          "the adapter tells %s apart, the data %s: give --categories %s"
              .formatted(found, categories.names(), String.join(",", found)));
    }
  }
}
