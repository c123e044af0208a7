package io.tocsin.cli.labelling;

import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.Evaluation;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.data.Split;
import io.tocsin.llama.data.SplitRows;
import io.tocsin.llama.train.EpochProgress;
import io.tocsin.llama.train.FineTuning;
import io.tocsin.llama.train.Hyperparameters;
import io.tocsin.llama.train.StepProgress;
import io.tocsin.llama.train.TrainingListener;
import io.tocsin.training.TrainingRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Labels tweets by one order, as an operator and the monitor would, and trains at each batch. */
final class LearningRun {
  private record Unheard() implements TrainingListener {
    @Override
    public void onStep(StepProgress progress) {}

    @Override
    public void onEpoch(EpochProgress progress) {}
  }

  private final LoadedBase base;
  private final LabellingPlan plan;
  private final Order order;
  private final long seed;
  private final Categories categories;
  private final List<LabelledTweet> gate;
  private final List<LabelledTweet> labelled = new ArrayList<>();
  private final Pool pool;

  /**
   * Prepares a run.
   *
   * @param rows cut by the parts of their texts; those held out judge and are never labelled
   * @param seed of the order at random, and of each training
   */
  LearningRun(
      LoadedBase base,
      LabellingPlan plan,
      SplitRows rows,
      Categories categories,
      Order order,
      long seed) {
    this.base = base;
    this.plan = plan;
    this.order = order;
    this.seed = seed;
    this.categories = categories;
    this.gate = rows.heldOut();
    List<LabelledTweet> all = new ArrayList<>(rows.train());
    all.addAll(rows.select());
    this.pool = new Pool(all, seed);
  }

  /**
   * Runs to the end.
   *
   * @throws IOException if no temporary file can be written
   */
  void run(Consumer<LearningPoint> each) throws IOException {
    try (Classifier classifier = new Classifier(base, plan.recipe().maxTokens())) {
      for (int count : plan.counts().toArray()) {
        label(count - labelled.size());
        Adapter adapter = train();
        try (ServedAdapter served = classifier.add(adapter)) {
          each.accept(
              new LearningPoint(order, seed, labelled.size(), accuracy(classifier, served)));
          if (order != Order.RANDOM && labelled.size() < plan.labels()) {
            pool.tagged(tags(classifier, served));
          }
        }
      }
    }
  }

  private double accuracy(Classifier classifier, ServedAdapter served) {
    List<Integer> labels = Arrays.stream(categories.indices(gate)).boxed().toList();
    return Evaluation.of(classify(classifier, served, gate), labels).accuracy();
  }

  private void label(int count) {
    if (labelled.isEmpty()) {
      labelled.addAll(pool.draw(count));
      return;
    }
    int random = (int) Math.round(plan.auditShare() * count);
    labelled.addAll(pool.first(order, count - random));
    labelled.addAll(pool.draw(random));
  }

  private Adapter train() throws IOException {
    SplitRows cut =
        TrainingRows.cut(
            new Dataset(labelled, categories),
            new Split.ByPart(),
            plan.recipe().selection().epochChoice());
    Dataset train = new Dataset(cut.train(), categories);
    Hyperparameters settings =
        plan.recipe().hyperparameters(plan.recipe().classWeights().weights(train.counts()), seed);
    Path folder = Files.createTempDirectory("tocsin-active-learning");
    Path checkpoint = folder.resolve("checkpoint");
    try {
      return new FineTuning(base, settings, train, cut.select(), checkpoint, new Unheard())
          .run()
          .adapter();
    } finally {
      Files.deleteIfExists(checkpoint);
      Files.delete(folder);
    }
  }

  private Map<String, Map<String, Double>> tags(Classifier classifier, ServedAdapter served) {
    List<LabelledTweet> waiting = pool.waiting();
    List<Classification> found = classify(classifier, served, waiting);
    Map<String, Map<String, Double>> tags = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      tags.put(waiting.get(i).id(), byCategory(found.get(i)));
    }
    return tags;
  }

  private static List<Classification> classify(
      Classifier classifier, ServedAdapter served, List<LabelledTweet> rows) {
    return classifier.classifyTweets(served, rows.stream().map(LabelledTweet::tweet).toList());
  }

  private Map<String, Double> byCategory(Classification found) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int i = 0; i < categories.size(); i++) {
      probabilities.put(categories.names().get(i), found.probabilities().get(i));
    }
    return probabilities;
  }
}
