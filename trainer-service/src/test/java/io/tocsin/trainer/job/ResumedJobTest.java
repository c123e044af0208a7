package io.tocsin.trainer.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.store.FolderDigest;
import io.tocsin.trainer.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that find a checkpoint. */
final class ResumedJobTest {
  private static JobBench bench;

  @TempDir private Path directory;
  private final List<TrainingState> progress = new ArrayList<>();
  private Cancellation cancellation = new Cancellation();

  @BeforeAll
  static void open() throws IOException {
    bench = JobBench.open();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  @Test
  void goesOnFromItsCheckpointToTheSameBytes() throws IOException {
    FolderDigest undisturbed = finished(job("whole", 3, _ -> {}).run()).stored().digest();
    Outcome stopped = job("r1", 3, this::cancelInSecondEpoch).run();
    cancellation = new Cancellation();

    Outcome.Finished resumed = finished(job("r1", 3, progress::add).run());

    assertInstanceOf(Outcome.Cancelled.class, stopped);
    assertEquals(undisturbed, resumed.stored().digest());
    assertTrue(
        progress.stream()
            .noneMatch(
                state -> state instanceof TrainingState.Running running && running.epoch() == 1));
  }

  @Test
  void beginsAnewWhereItsCheckpointIsOfAnotherRun() throws IOException {
    FolderDigest undisturbed = finished(job("whole", 1, _ -> {}).run()).stored().digest();
    Outcome stopped = job("r1", 3, this::cancelInSecondEpoch).run();
    cancellation = new Cancellation();

    Outcome.Finished anew = finished(job("r1", 1, _ -> {}).run());

    assertInstanceOf(Outcome.Cancelled.class, stopped);
    assertEquals(undisturbed, anew.stored().digest());
  }

  @Test
  void beginsAnewWhereItsCheckpointCannotBeRead() throws IOException {
    Path checkpoint = WorkFolder.of(directory.resolve("work"), "r1").checkpoint();
    Files.createDirectories(checkpoint.getParent());
    Files.writeString(checkpoint, "none");

    Outcome outcome = job("r1", 1, _ -> {}).run();

    assertInstanceOf(Outcome.Finished.class, outcome);
  }

  private void cancelInSecondEpoch(TrainingState state) {
    if (state instanceof TrainingState.Running running && running.epoch() == 2) {
      cancellation.cancel();
    }
  }

  private static Outcome.Finished finished(Outcome outcome) {
    return assertInstanceOf(Outcome.Finished.class, outcome);
  }

  private TrainingJob job(String id, int epochs, Consumer<TrainingState> listener)
      throws IOException {
    RetrainRequested request = Samples.request(id, JobBench.ENDS, epochs);
    return bench.job(directory, request, JobBench.topics(), listener, cancellation);
  }
}
