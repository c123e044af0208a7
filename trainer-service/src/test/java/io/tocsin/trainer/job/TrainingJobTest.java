package io.tocsin.trainer.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.contracts.adapter.Figure;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.retrain.EpochChoice;
import io.tocsin.contracts.retrain.Hyperparameters;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.store.DirectoryStore;
import io.tocsin.store.FolderDigest;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.label.FoldedLabels;
import io.tocsin.trainer.label.LabelFile;
import io.tocsin.trainer.published.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingJobTest {
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
  void storesAnAdapterWithAllThatItTakesToMakeItAgain() throws IOException {
    Outcome.Finished finished = finished(run("r1", JobBench.topics()));

    Path folder =
        new DirectoryStore(directory.resolve("store"))
            .fetch(finished.stored().uri(), finished.stored().digest());
    assertEquals(Samples.labels(JobBench.LABELS), LabelFile.read(folder));
    assertEquals(
        new LabelSnapshot(
            JobBench.ENDS, LabelFile.of(Samples.labels(JobBench.LABELS)).sha256(), JobBench.LABELS),
        finished.snapshot());
    JsonNode training = MessageJson.mapper().readTree(folder.resolve("training.json").toFile());
    assertEquals(bench.base().fingerprint().hex(), training.get("baseFingerprint").textValue());
    assertEquals(
        Samples.hyperparameters(1, EpochChoice.LAST),
        MessageJson.mapper().treeToValue(training.get("hyperparameters"), Hyperparameters.class));
    assertEquals(42, training.get("seed").intValue());
    assertFalse(training.get("steps").isEmpty());
    assertTrue(Files.exists(folder.resolve("loss.svg")));
  }

  @Test
  void tellsHowFarItIs() throws IOException {
    run("r1", JobBench.topics());

    assertInstanceOf(TrainingState.Accepted.class, progress.getFirst());
    assertInstanceOf(TrainingState.Evaluating.class, progress.getLast());
    TrainingState.Running last =
        assertInstanceOf(TrainingState.Running.class, progress.get(progress.size() - 2));
    assertEquals(last.steps(), last.step());
    assertEquals(1, last.epoch());
  }

  @Test
  void givesTheSameBytesForTheSameLabels() throws IOException {
    FolderDigest first = finished(run("r1", JobBench.topics())).stored().digest();

    FolderDigest second = finished(run("r2", JobBench.topics())).stored().digest();

    assertEquals(first, second);
  }

  @Test
  void choosesTheEpochOnSelectRowsWhereAskedTo() throws IOException {
    RetrainRequested request =
        Samples.request(
            "r1", JobBench.ENDS, Samples.hyperparameters(2, EpochChoice.BEST_ON_SELECT));

    Outcome.Finished finished = finished(job(request, JobBench.topics(), progress::add).run());

    Path training = Path.of(finished.stored().uri()).resolve("training.json");
    JsonNode record = MessageJson.mapper().readTree(training.toFile());
    assertTrue(record.at("/rows/select").intValue() > 0);
    assertTrue(record.at("/epochs/0/accuracy").isNumber());
  }

  @Test
  void countsTextsAsTheStreamBringsThem() throws IOException {
    List<Label> written =
        Samples.labels(JobBench.LABELS).stream()
            .map(
                label ->
                    Samples.label(
                        label.tweetId(), label.text() + "&amp;".repeat(40), label.category()))
            .toList();

    Outcome.Finished finished =
        finished(
            run("r1", new FakeTopics(new FoldedLabels(written, List.of()), FakeTopics.NOTHING)));

    // Then all are in the last bin, from 200 characters on; resolved, few would be.
    List<Long> characters =
        finished.judgement().heldOut().histograms().get(Figure.CHARACTERS).counts();
    assertEquals(characters.stream().mapToLong(Long::longValue).sum(), characters.getLast());
  }

  @Test
  void comparesWithTheUntrainedHeadBeforeTheFirstRollout() throws IOException {
    Outcome.Finished finished = finished(run("r1", JobBench.topics()));

    assertEquals("0", finished.judgement().comparison().orElseThrow().against());
  }

  @Test
  void comparesWithTheAdapterThatCameIntoForceMeanwhile() throws IOException {
    Outcome.Finished champion = finished(run("champion", JobBench.topics()));
    Published later = bench.inForce(champion);

    Outcome.Finished finished =
        finished(
            run(
                "r1",
                new FakeTopics(JobBench.labels(), FakeTopics.NOTHING, FakeTopics.NOTHING, later)));

    assertEquals("champion", finished.judgement().comparison().orElseThrow().against());
    assertEquals(Optional.of(5L), finished.published().rolloutOffset());
    assertInstanceOf(Verdict.KeptBack.class, finished.judgement().verdict());
  }

  @Test
  void doesNothingWhereItsAdapterWasPublishedBefore() throws IOException {
    Published published = bench.inForce(finished(run("r1", JobBench.topics())));

    Outcome outcome = run("champion", new FakeTopics(JobBench.labels(), published));

    assertInstanceOf(Outcome.AlreadyPublished.class, outcome);
  }

  @Test
  void deadLettersOnlyWhatNoEarlierRunHasSeen() throws IOException {
    Published published = bench.inForce(finished(run("champion0", JobBench.topics())));
    FoldedLabels labels =
        new FoldedLabels(
            Samples.labels(JobBench.LABELS),
            List.of(
                JobBench.unreadable(JobBench.LABELS - 1), JobBench.unreadable(JobBench.LABELS)));

    Outcome.Finished finished = finished(run("r1", new FakeTopics(labels, published)));

    assertEquals(
        List.of((long) JobBench.LABELS),
        finished.deadLetters().stream().map(letter -> letter.record().offset()).toList());
  }

  @Test
  void repeatsWhatWasStoredButNeverPublished() throws IOException {
    Outcome.Finished first = finished(run("r1", JobBench.topics()));

    Outcome.Finished second = finished(run("r1", JobBench.topics()));

    assertEquals(first.stored(), second.stored());
  }

  private static Outcome.Finished finished(Outcome outcome) {
    return assertInstanceOf(Outcome.Finished.class, outcome);
  }

  private Outcome run(String id, JobTopics topics) {
    return job(Samples.request(id, JobBench.ENDS, 1), topics, progress::add).run();
  }

  private TrainingJob job(
      RetrainRequested request, JobTopics topics, Consumer<TrainingState> listener) {
    return bench.job(directory, request, topics, listener, new Cancellation());
  }
}
