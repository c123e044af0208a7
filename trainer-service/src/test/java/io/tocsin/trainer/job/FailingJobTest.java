package io.tocsin.trainer.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.retrain.EpochChoice;
import io.tocsin.contracts.retrain.Hyperparameters;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.label.FoldedLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailingJobTest {
  private static JobBench bench;

  @TempDir private Path directory;
  private final List<TrainingState> progress = new ArrayList<>();

  @BeforeAll
  static void open() throws IOException {
    bench = JobBench.open();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void failsWithoutLabels() {
    assertFails(
        "found none (1 unreadable)", new FoldedLabels(List.of(), List.of(JobBench.unreadable(0))));
  }

  @Test
  void failsWithLabelsOfOneCategory() throws IOException {
    List<Label> one =
        Samples.labels(JobBench.LABELS).stream()
            .filter(label -> label.category().equals("not"))
            .toList();

    assertFails("labels of two categories or more", new FoldedLabels(one, List.of()));
  }

  @Test
  void failsWhereTheAdapterInForceIsNotInTheStore() throws IOException {
    Outcome.Finished champion =
        assertInstanceOf(
            Outcome.Finished.class, bench.run(directory, "champion", JobBench.topics()));
    Files.delete(Path.of(champion.stored().uri()).resolve("tocsin.json"));

    Outcome outcome =
        bench
            .job(
                directory,
                Samples.request("r1", JobBench.ENDS, 1),
                new FakeTopics(JobBench.labels(), bench.inForce(champion)),
                progress::add,
                new Cancellation())
            .run();

    assertReason("expected digest", outcome);
    assertEquals(List.of(new TrainingState.Accepted()), progress, "trained in vain");
  }

  @Test
  void failsForAnIdThatCanNameNoAdapter() throws IOException {
    Outcome outcome = bench.run(directory, "../r1", JobBench.topics());

    assertReason("requestId: expected", outcome);
  }

  @Test
  void failsWhereTheLossIsNoNumber() throws IOException {
    Hyperparameters sane = Samples.hyperparameters(1, EpochChoice.LAST);
    Hyperparameters wild =
        new Hyperparameters(
            sane.lora(),
            sane.adamW(),
            3,
            1e30,
            0,
            sane.batchSize(),
            sane.accumulation(),
            0,
            0,
            sane.classWeights(),
            sane.textPreparation(),
            sane.maxTokens(),
            false,
            sane.epochChoice());

    RetrainRequested request = Samples.request("r1", JobBench.ENDS, wild);
    Outcome outcome =
        bench.job(directory, request, JobBench.topics(), _ -> {}, new Cancellation()).run();

    assertReason("lower the learning rate", outcome);
  }

  private void assertFails(String expected, FoldedLabels labels) {
    Outcome outcome = bench.run(directory, "r1", new FakeTopics(labels, FakeTopics.NOTHING));

    assertReason(expected, outcome);
  }

  private static void assertReason(String expected, Outcome outcome) {
    String reason = assertInstanceOf(Outcome.Failed.class, outcome).reason();
    assertTrue(reason.contains(expected), reason);
  }
}
