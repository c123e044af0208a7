package io.tocsin.llama.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ResumedRunTest {
  private static final Dataset TRAIN = Tweets.separable(32, 1);
  private static final List<LabelledTweet> SELECT = Tweets.separable(12, 2).rows();

  @TempDir private static Path model;
  private static LoadedBase base;

  @TempDir Path folder;

  @BeforeAll
  static void load() throws IOException {
    base = LoadedBase.load(new SmallBase().write(model), Device.cpu(), Precision.FLOAT32);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  /** The end of an epoch, the middle of one, the first step, the last moment. */
  static List<TrainingListener> deaths() {
    return List.of(
        KilledAfter.epoch(1),
        KilledAfter.epoch(2),
        KilledAfter.step(5),
        KilledAfter.step(1),
        KilledAfter.epoch(3));
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void endsAsIfItHadNeverBeenKilled(TrainingListener death) throws IOException {
    // Given
    TrainingResult whole = tuning(new Settings(), TRAIN, SELECT, "whole", KilledAfter.NEVER).run();
    FineTuning killed = tuning(new Settings(), TRAIN, SELECT, "killed", death);
    assertThrows(KilledAfter.Killed.class, killed::run);

    // When
    TrainingResult resumed =
        tuning(new Settings(), TRAIN, SELECT, "killed", KilledAfter.NEVER).run();

    // Then
    assertEquals(whole.adapter(), resumed.adapter());
    assertEquals(whole.bestEpoch(), resumed.bestEpoch());
    assertEquals(whole.epochs(), resumed.epochs());
    assertEquals(untimed(whole), untimed(resumed));
  }

  @Test
  void doesNotRepeatFinishedEpochs() throws IOException {
    FineTuning killed = tuning(new Settings(), TRAIN, SELECT, "run", KilledAfter.epoch(2));
    assertThrows(KilledAfter.Killed.class, killed::run);

    // A run that heard of epoch 2 again would be killed again.
    TrainingResult result =
        tuning(new Settings(), TRAIN, SELECT, "run", KilledAfter.epoch(2)).run();

    assertEquals(3, result.epochs().size());
  }

  private record OtherRun(Settings settings, Dataset train, List<LabelledTweet> select) {}

  /** Each differs from the killed run in one thing that decides the result. */
  static List<OtherRun> otherRuns() {
    Settings dropout = new Settings();
    dropout.dropout = 0.2;
    Dataset swapped = new Dataset(TRAIN.rows(), Categories.of("disaster", "not"));
    return List.of(
        new OtherRun(new Settings().learningRate(0.02), TRAIN, SELECT),
        new OtherRun(new Settings().seed(43), TRAIN, SELECT),
        new OtherRun(new Settings().epochs(4), TRAIN, SELECT),
        new OtherRun(dropout, TRAIN, SELECT),
        new OtherRun(new Settings(), Tweets.separable(32, 9), SELECT),
        new OtherRun(new Settings(), swapped, SELECT),
        new OtherRun(new Settings(), TRAIN, SELECT.subList(0, 6)),
        new OtherRun(new Settings(), TRAIN, List.of()));
  }

  @ParameterizedTest
  @MethodSource("otherRuns")
  void refusesTheCheckpointOfAnotherRun(OtherRun other) {
    // Given
    FineTuning killed = tuning(new Settings(), TRAIN, SELECT, "run", KilledAfter.epoch(1));
    assertThrows(KilledAfter.Killed.class, killed::run);
    FineTuning otherRun =
        tuning(other.settings(), other.train(), other.select(), "run", KilledAfter.NEVER);

    // When
    TrainingException e = assertThrows(TrainingException.class, otherRun::run);

    // Then
    String expected =
        folder.resolve("run")
            + " belongs to a run with other settings, data, base, kind of device or precision:"
            + " give another output folder or delete it.";
    assertTrue(e.getMessage().startsWith(expected), e.getMessage());
    assertTrue(Files.exists(folder.resolve("run")));
  }

  @Test
  void refusesACheckpointThatWasComputedInAnotherPrecision() throws IOException {
    FineTuning killed = tuning(new Settings(), TRAIN, SELECT, "run", KilledAfter.epoch(1));
    assertThrows(KilledAfter.Killed.class, killed::run);

    try (LoadedBase half = LoadedBase.load(model, Device.cpu(), Precision.BFLOAT16)) {
      FineTuning inHalf =
          new FineTuning(
              half,
              new Settings().build(),
              TRAIN,
              SELECT,
              folder.resolve("run"),
              KilledAfter.NEVER);

      UnusableCheckpointException e = assertThrows(UnusableCheckpointException.class, inHalf::run);

      assertTrue(e.getMessage().contains("on a cpu in bf16"), e::getMessage);
      assertTrue(e.getMessage().contains("on a cpu in fp32"), e::getMessage);
    }
  }

  private static List<StepProgress> untimed(TrainingResult result) {
    return result.steps().stream()
        .map(
            step ->
                new StepProgress(
                    step.step(),
                    step.steps(),
                    step.epoch(),
                    step.loss(),
                    step.learningRate(),
                    step.gradientNorm(),
                    0))
        .toList();
  }

  private FineTuning tuning(
      Settings settings,
      Dataset train,
      List<LabelledTweet> select,
      String file,
      TrainingListener listener) {
    return new FineTuning(base, settings.build(), train, select, folder.resolve(file), listener);
  }
}
