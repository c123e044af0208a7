package io.tocsin.cli.bench;

import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.classify.TokenClassifier;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.BaseCopies;
import io.tocsin.llama.model.InitialTheta;
import io.tocsin.llama.model.MatmulWork;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.train.Hyperparameters;
import io.tocsin.llama.train.RepeatedSteps;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What is done again and again while the clock runs. */
sealed interface Workload extends AutoCloseable {
  /** Does it once, to the end. */
  void run();

  /** Returns the loss of the last step, if there is one: it tells whether two runs agree. */
  Optional<Float> loss();

  /** Returns the useful operations of one run, for so many rows and tokens. */
  double operations(MatmulWork work, long rows, long tokens);

  @Override
  void close();

  /** One optimiser step on rows of one length, or an epoch over rows of many. */
  record Training(RepeatedSteps steps) implements Workload {
    static Training of(BaseCopies base, Hyperparameters hyperparameters, BenchRows rows) {
      List<Integer> labels = Collections.nCopies(rows.size(), 0);
      return new Training(
          rows.uniform()
              ? RepeatedSteps.one(base, 0, hyperparameters, rows.sequences(), labels)
              : RepeatedSteps.epoch(base, 0, hyperparameters, rows.sequences(), labels));
    }

    @Override
    public void run() {
      steps.run();
    }

    @Override
    public Optional<Float> loss() {
      return Optional.of(steps.loss());
    }

    @Override
    public double operations(MatmulWork work, long rows, long tokens) {
      return work.training(rows, tokens);
    }

    @Override
    public void close() {
      steps.close();
    }
  }

  /** Classification, batched as for texts. */
  record Classifying(TokenClassifier classifier, ServedAdapter adapter, List<int[]> sequences)
      implements Workload {
    static Classifying of(BaseCopies base, Hyperparameters hyperparameters, BenchRows rows) {
      Categories categories = Categories.DISASTER;
      ThetaLayout layout =
          new ThetaLayout(base.first().config(), hyperparameters.lora(), categories.size());
      TokenClassifier classifier = new TokenClassifier(base, 0);
      float[] theta = InitialTheta.draw(layout, hyperparameters.seed());
      return new Classifying(
          classifier, classifier.add(categories, layout, theta), rows.sequences());
    }

    @Override
    public void run() {
      classifier.classify(adapter, sequences);
    }

    @Override
    public Optional<Float> loss() {
      return Optional.empty();
    }

    @Override
    public double operations(MatmulWork work, long rows, long tokens) {
      return work.classifying(rows, tokens);
    }

    @Override
    public void close() {
      adapter.close();
      classifier.close();
    }
  }
}
