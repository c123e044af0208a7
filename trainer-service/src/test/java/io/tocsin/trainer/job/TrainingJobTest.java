package io.tocsin.trainer.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.EpochChoice;
import io.tocsin.contracts.retrain.Hyperparameters;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Precision;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.store.DirectoryStore;
import io.tocsin.store.FolderDigest;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.label.FoldedLabels;
import io.tocsin.trainer.label.LabelFile;
import io.tocsin.trainer.label.UnreadableLabel;
import io.tocsin.trainer.published.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingJobTest {
  private static final int LABELS = 60;
  private static final EndOffsets ENDS = EndOffsets.of(LABELS);

  private static LoadedBase base;

  @TempDir private Path directory;
  private final List<TrainingState> progress = new ArrayList<>();
  private Cancellation cancellation = new Cancellation();

  @BeforeAll
  static void load() throws IOException {
    base = LoadedBase.load(Samples.BASE, Device.cpu(), Precision.FLOAT32);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void storesAnAdapterWithAllThatItTakesToMakeItAgain() throws IOException {
    Outcome.Finished finished = finished(run("r1", topics()));

    Path folder =
        new DirectoryStore(directory.resolve("store"))
            .fetch(finished.stored().uri(), finished.stored().digest());
    assertEquals(Samples.labels(LABELS), LabelFile.read(folder));
    assertEquals(
        new LabelSnapshot(ENDS, LabelFile.of(Samples.labels(LABELS)).sha256(), LABELS),
        finished.snapshot());
    JsonNode training = MessageJson.mapper().readTree(folder.resolve("training.json").toFile());
    assertEquals(base.fingerprint().hex(), training.get("baseFingerprint").textValue());
    assertEquals(
        Samples.hyperparameters(1, EpochChoice.LAST),
        MessageJson.mapper().treeToValue(training.get("hyperparameters"), Hyperparameters.class));
    assertEquals(42, training.get("seed").intValue());
    assertFalse(training.get("steps").isEmpty());
    assertTrue(Files.exists(folder.resolve("loss.svg")));
  }

  @Test
  void tellsHowFarItIs() throws IOException {
    run("r1", topics());

    assertInstanceOf(TrainingState.Accepted.class, progress.getFirst());
    assertInstanceOf(TrainingState.Evaluating.class, progress.getLast());
    TrainingState.Running last =
        assertInstanceOf(TrainingState.Running.class, progress.get(progress.size() - 2));
    assertEquals(last.steps(), last.step());
    assertEquals(1, last.epoch());
  }

  @Test
  void givesTheSameBytesForTheSameLabels() throws IOException {
    FolderDigest first = finished(run("r1", topics())).stored().digest();

    FolderDigest second = finished(run("r2", topics())).stored().digest();

    assertEquals(first, second);
  }

  @Test
  void goesOnFromItsCheckpointToTheSameBytes() throws IOException {
    RetrainRequested request = Samples.request("r1", ENDS, 3);
    FolderDigest undisturbed =
        finished(job(Samples.request("whole", ENDS, 3), topics(), progress::add).run())
            .stored()
            .digest();
    Outcome stopped = job(request, topics(), this::cancelInSecondEpoch).run();
    cancellation = new Cancellation();
    progress.clear();

    Outcome.Finished resumed = finished(job(request, topics(), progress::add).run());

    assertInstanceOf(Outcome.Cancelled.class, stopped);
    assertEquals(undisturbed, resumed.stored().digest());
    assertTrue(
        progress.stream()
            .noneMatch(
                state -> state instanceof TrainingState.Running running && running.epoch() == 1));
  }

  @Test
  void choosesTheEpochOnSelectRowsWhereAskedTo() throws IOException {
    RetrainRequested request =
        Samples.request("r1", ENDS, Samples.hyperparameters(2, EpochChoice.BEST_ON_SELECT));

    Outcome.Finished finished = finished(job(request, topics(), progress::add).run());

    Path training = Path.of(finished.stored().uri()).resolve("training.json");
    JsonNode record = MessageJson.mapper().readTree(training.toFile());
    assertTrue(record.at("/rows/select").intValue() > 0);
    assertTrue(record.at("/epochs/0/accuracy").isNumber());
  }

  @Test
  void comparesWithTheUntrainedHeadBeforeTheFirstRollout() throws IOException {
    Outcome.Finished finished = finished(run("r1", topics()));

    assertEquals("0", finished.judgement().comparison().orElseThrow().against());
  }

  @Test
  void comparesWithTheAdapterThatCameIntoForceMeanwhile() throws IOException {
    Outcome.Finished champion = finished(run("champion", topics()));
    Published later = inForce(champion);

    Outcome.Finished finished =
        finished(
            run("r1", new FakeTopics(labels(), FakeTopics.NOTHING, FakeTopics.NOTHING, later)));

    assertEquals("champion", finished.judgement().comparison().orElseThrow().against());
    assertEquals(Optional.of(5L), finished.published().rolloutOffset());
    assertInstanceOf(Verdict.KeptBack.class, finished.judgement().verdict());
  }

  @Test
  void doesNothingWhereItsAdapterWasPublishedBefore() throws IOException {
    Published published = inForce(finished(run("r1", topics())));

    Outcome outcome = run("champion", new FakeTopics(labels(), published));

    assertInstanceOf(Outcome.AlreadyPublished.class, outcome);
  }

  @Test
  void deadLettersOnlyWhatNoEarlierRunHasSeen() throws IOException {
    Published published = inForce(finished(run("champion0", topics())));
    FoldedLabels labels =
        new FoldedLabels(
            Samples.labels(LABELS), List.of(unreadable(LABELS - 1), unreadable(LABELS)));

    Outcome.Finished finished = finished(run("r1", new FakeTopics(labels, published)));

    assertEquals(
        List.of((long) LABELS),
        finished.deadLetters().stream().map(letter -> letter.record().offset()).toList());
  }

  @Test
  void failsWithoutLabels() {
    assertFails("found none (1 unreadable)", new FoldedLabels(List.of(), List.of(unreadable(0))));
  }

  @Test
  void failsWithLabelsOfOneCategory() throws IOException {
    List<Label> one =
        Samples.labels(LABELS).stream().filter(label -> label.category().equals("not")).toList();

    assertFails("labels of two categories or more", new FoldedLabels(one, List.of()));
  }

  @Test
  void failsWhereTheAdapterInForceIsNotInTheStore() throws IOException {
    Outcome.Finished champion = finished(run("champion", topics()));
    Files.delete(Path.of(champion.stored().uri()).resolve("tocsin.json"));

    Outcome outcome = run("r1", new FakeTopics(labels(), inForce(champion)));

    String reason = assertInstanceOf(Outcome.Failed.class, outcome).reason();
    assertTrue(reason.contains("expected digest"), reason);
  }

  @Test
  void failsForAnIdThatCanNameNoAdapter() throws IOException {
    String reason = assertInstanceOf(Outcome.Failed.class, run("../r1", topics())).reason();

    assertTrue(reason.startsWith("requestId: expected"), reason);
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

    Outcome outcome = job(Samples.request("r1", ENDS, wild), topics(), progress::add).run();

    String reason = assertInstanceOf(Outcome.Failed.class, outcome).reason();
    assertTrue(reason.contains("lower the learning rate"), reason);
  }

  private void cancelInSecondEpoch(TrainingState state) {
    if (state instanceof TrainingState.Running running && running.epoch() == 2) {
      cancellation.cancel();
    }
  }

  private void assertFails(String expected, FoldedLabels labels) {
    Outcome outcome = run("r1", new FakeTopics(labels, FakeTopics.NOTHING));

    String reason = assertInstanceOf(Outcome.Failed.class, outcome).reason();
    assertTrue(reason.contains(expected), reason);
  }

  private static Outcome.Finished finished(Outcome outcome) {
    return assertInstanceOf(Outcome.Finished.class, outcome);
  }

  private Outcome run(String id, JobTopics topics) {
    return job(Samples.request(id, ENDS, 1), topics, progress::add).run();
  }

  private TrainingJob job(
      RetrainRequested request, JobTopics topics, Consumer<TrainingState> listener) {
    Workshop workshop =
        new Workshop(
            base,
            "tiny-llama3",
            Categories.DISASTER,
            new DirectoryStore(directory.resolve("store")),
            directory.resolve("work"));
    return new TrainingJob(workshop, topics, request, listener, cancellation);
  }

  private static FakeTopics topics() throws IOException {
    return new FakeTopics(labels(), FakeTopics.NOTHING);
  }

  private static FoldedLabels labels() throws IOException {
    return new FoldedLabels(Samples.labels(LABELS), List.of());
  }

  private static UnreadableLabel unreadable(long offset) {
    return new UnreadableLabel(
        new ConsumerRecord<>("labels", 0, offset, new byte[0], new byte[0]), "not JSON");
  }

  /** Returns the state in which an adapter was published as version champion and is in force. */
  private static Published inForce(Outcome.Finished finished) {
    AdapterPublished adapter =
        new AdapterPublished(
            "champion",
            finished.stored().uri(),
            finished.stored().digest().hex(),
            base.fingerprint().hex(),
            "champion",
            finished.snapshot(),
            42,
            Samples.hyperparameters(1, EpochChoice.LAST),
            Categories.DISASTER.names(),
            finished.judgement().comparison(),
            finished.judgement().histograms(),
            finished.judgement().verdict(),
            Samples.NOW);
    Rollout rollout =
        new Rollout(
            base.fingerprint().hex(),
            "champion",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "tests",
            "to be compared with",
            Samples.NOW);
    return new Published(Map.of("champion", adapter), Optional.of(new RolloutInForce(5, rollout)));
  }
}
