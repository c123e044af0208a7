package io.tocsin.llama.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.torch.TorchRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FineTuningTest {
  private static final Dataset TRAIN = Tweets.separable(48, 1);

  private static LoadedBase base;

  @TempDir Path folder;

  private int runs;

  @BeforeAll
  static void load(@TempDir Path model) throws IOException {
    base = LoadedBase.load(new SmallBase().write(model), Device.cpu(), Precision.FLOAT32);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void learnsToTellCategoriesApart() throws IOException {
    // Given
    List<LabelledTweet> unseen = Tweets.separable(40, 2).rows();

    // When
    TrainingResult result = run(new Settings().epochs(8), TRAIN, unseen);

    // Then
    assertTrue(accuracy(result.adapter(), TRAIN.rows()) >= 0.95);
    assertTrue(accuracy(result.adapter(), unseen) >= 0.9);
    assertTrue(result.epochs().getLast().loss() < result.epochs().getFirst().loss() / 2);
    assertEquals(Optional.of(base.fingerprint()), result.adapter().baseFingerprint());
    assertEquals(TRAIN.categories().names(), result.adapter().categories());
  }

  @Test
  void aSeedDecidesEveryBit() throws IOException {
    TrainingResult first = run(new Settings(), TRAIN, List.of());

    assertEquals(first.adapter(), run(new Settings(), TRAIN, List.of()).adapter());
    assertNotEquals(first.adapter(), run(new Settings().seed(43), TRAIN, List.of()).adapter());
  }

  @Test
  void theNumberOfThreadsDecidesNothing() throws IOException {
    Adapter one = withThreads("1", () -> run(new Settings(), TRAIN, List.of())).adapter();
    Adapter two = withThreads("2", () -> run(new Settings(), TRAIN, List.of())).adapter();
    Adapter five = withThreads("5", () -> run(new Settings(), TRAIN, List.of())).adapter();

    assertEquals(one, two);
    assertEquals(one, five);
  }

  @Test
  void recomputationDecidesNothing() throws IOException {
    Settings recomputing = new Settings();
    recomputing.recompute = true;

    assertEquals(
        run(new Settings(), TRAIN, List.of()).adapter(),
        run(recomputing, TRAIN, List.of()).adapter());
  }

  @Test
  void keepsTheEpochThatDidBestOnTheSelectRows() throws IOException {
    // Given select rows that are harder the more is learnt: their labels are wrong.
    List<LabelledTweet> select = Tweets.mislabelled(40, 3);

    // When
    TrainingResult result = run(new Settings().epochs(6).learningRate(0.003), TRAIN, select);

    // Then
    List<Double> accuracies =
        result.epochs().stream().map(epoch -> epoch.select().orElseThrow().accuracy()).toList();
    double best = accuracies.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    assertEquals(accuracies.lastIndexOf(best) + 1, result.bestEpoch());
    assertTrue(best > accuracies.getLast(), accuracies::toString);
    assertEquals(best, accuracy(result.adapter(), select), 1e-12);
  }

  @Test
  void keepsTheLastEpochWithoutSelectRows() throws IOException {
    TrainingResult result = run(new Settings(), TRAIN, List.of());

    assertEquals(3, result.bestEpoch());
    assertEquals(Optional.empty(), result.epochs().getLast().select());
  }

  @Test
  void reportsEveryStepAndEpoch() throws IOException {
    // Given
    List<StepProgress> steps = new ArrayList<>();
    List<EpochProgress> epochs = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(StepProgress progress) {
            steps.add(progress);
          }

          @Override
          public void onEpoch(EpochProgress progress) {
            epochs.add(progress);
          }
        };
    Settings settings = new Settings();
    settings.batchSize = 10;
    settings.accumulation = 2;

    // When
    TrainingResult result =
        new FineTuning(base, settings.build(), TRAIN, List.of(), folder.resolve("run"), listener)
            .run();

    // Then 48 rows are five batches of at most ten, and they are three steps.
    assertEquals(steps, result.steps());
    assertEquals(epochs, result.epochs());
    assertEquals(
        List.of(1, 1, 1, 2, 2, 2, 3, 3, 3), steps.stream().map(StepProgress::epoch).toList());
    assertEquals(0, steps.getFirst().learningRate());
    assertEquals(settings.learningRate, steps.get(1).learningRate());
    assertTrue(steps.stream().allMatch(step -> step.steps() == 9 && step.tokensPerSecond() > 0));
  }

  @Test
  void withoutEpochsTheAdapterIsUntrained() throws IOException {
    FineTuning tuning = tuning(new Settings().epochs(0), TRAIN, List.of(), KilledAfter.NEVER);

    TrainingResult result = tuning.run();

    assertEquals(0, result.bestEpoch());
    assertEquals(tuning.untrained(), result.adapter());
  }

  @Test
  void refusesClassWeightsForOtherCategories() {
    Settings settings = new Settings();
    settings.classWeights = ClassWeights.equal(3);

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> tuning(settings, TRAIN, List.of(), KilledAfter.NEVER));

    assertTrue(e.getMessage().endsWith("found 3"), e.getMessage());
  }

  @Test
  void yieldsTheSameAgainUntilTheCheckpointIsDeleted() throws IOException {
    // Given a finished run
    Path file = folder.resolve("finished");
    Hyperparameters settings = new Settings().build();
    TrainingResult first =
        new FineTuning(base, settings, TRAIN, List.of(), file, KilledAfter.NEVER).run();

    // When it is run again, and would be killed after any epoch
    TrainingResult again =
        new FineTuning(base, settings, TRAIN, List.of(), file, KilledAfter.epoch(1)).run();

    // Then
    assertEquals(first, again);
  }

  @Test
  void refusesToGoOnOnceTheLossIsNoNumber() {
    Settings wild = new Settings().epochs(20).learningRate(1e6);

    TrainingException e = assertThrows(TrainingException.class, () -> run(wild, TRAIN, List.of()));

    assertTrue(e.getMessage().endsWith("lower the learning rate 1000000.0"), e.getMessage());
  }

  @FunctionalInterface
  private interface Run {
    TrainingResult start() throws IOException;
  }

  private static TrainingResult withThreads(String threads, Run run) throws IOException {
    String before = System.getProperty(TorchRuntime.THREADS_PROPERTY);
    System.setProperty(TorchRuntime.THREADS_PROPERTY, threads);
    try {
      return run.start();
    } finally {
      if (before == null) {
        System.clearProperty(TorchRuntime.THREADS_PROPERTY);
      } else {
        System.setProperty(TorchRuntime.THREADS_PROPERTY, before);
      }
    }
  }

  private TrainingResult run(Settings settings, Dataset train, List<LabelledTweet> select)
      throws IOException {
    return tuning(settings, train, select, KilledAfter.NEVER).run();
  }

  private FineTuning tuning(
      Settings settings, Dataset train, List<LabelledTweet> select, TrainingListener listener) {
    Path anew = folder.resolve("run-" + runs++ + ".safetensors");
    return new FineTuning(base, settings.build(), train, select, anew, listener);
  }

  private static double accuracy(Adapter adapter, List<LabelledTweet> rows) {
    try (Classifier classifier = new Classifier(base, 64);
        ServedAdapter served = classifier.add(adapter)) {
      List<Classification> found =
          classifier.classify(served, rows.stream().map(LabelledTweet::text).toList());
      double right = 0;
      for (int i = 0; i < rows.size(); i++) {
        right += found.get(i).category().equals(rows.get(i).category()) ? 1 : 0;
      }
      return right / rows.size();
    }
  }
}
