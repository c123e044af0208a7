package io.tocsin.trainer.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Comparison;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.store.FolderDigest;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.label.LabelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerIT {
  @TempDir private static Path directory;
  private static TrainerBench bench;

  @BeforeAll
  static void start() throws IOException {
    bench = TrainerBench.start(directory);
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @Test
  void publishesAdapterRolloutProgressAndOffset() throws Exception {
    RetrainRequested request = Samples.request(TrainerBench.id(), bench.ends(), 1);
    RequestPosition position = bench.cluster().write(request);

    try (var _ = RunningTrainer.start(bench.trainer("a"))) {
      bench.await(position);
    }

    AdapterPublished adapter = bench.published(request.requestId());
    Path folder = bench.store().fetch(adapter.uri(), new FolderDigest(adapter.sha256()));
    assertEquals(TrainerBench.LABELS, adapter.labels().rows());
    assertEquals(LabelFile.of(LabelFile.read(folder)).sha256(), adapter.labels().sha256());
    assertEquals(request.hyperparameters(), adapter.hyperparameters());
    assertVerdictAgrees(adapter);
    List<TrainingState> states = bench.states(request.requestId());
    assertInstanceOf(TrainingState.Accepted.class, states.getFirst());
    assertEquals(
        new TrainingState.Published(adapter.version(), adapter.verdict()), states.getLast());
    assertFalse(Files.exists(bench.work().resolve(request.requestId())));
  }

  @Test
  void keepsBackWhatIsNoBetterThanTheAdapterInForce() throws Exception {
    RetrainRequested first = Samples.request(TrainerBench.id(), bench.ends(), 2);
    RetrainRequested second = Samples.request(TrainerBench.id(), bench.ends(), 2);

    try (var _ = RunningTrainer.start(bench.trainer("a"))) {
      bench.await(bench.cluster().write(first));
      bench.await(bench.cluster().write(second));
    }

    AdapterPublished again = bench.published(second.requestId());
    assertEquals(bench.published(first.requestId()).sha256(), again.sha256());
    assertInstanceOf(Verdict.KeptBack.class, again.verdict());
    assertVerdictAgrees(again);
  }

  @Test
  void leavesADeletedTweetOutOfTheNextSnapshot() throws Exception {
    String deleted = TrainerBench.id();
    bench.cluster().write(List.of(Samples.label(deleted, "their own words", "disaster")));
    bench.cluster().takeLabelBack(deleted);
    RetrainRequested request = Samples.request(TrainerBench.id(), bench.cluster().labelEnds(), 1);

    try (var _ = RunningTrainer.start(bench.trainer("a"))) {
      bench.await(bench.cluster().write(request));
    }

    AdapterPublished adapter = bench.published(request.requestId());
    Path folder = bench.store().fetch(adapter.uri(), new FolderDigest(adapter.sha256()));
    String snapshot = Files.readString(folder.resolve(LabelFile.NAME));
    assertFalse(snapshot.contains(deleted) || snapshot.contains("their own words"));
  }

  @Test
  void failsARequestWhoseAdapterCannotBeAnnounced() {
    RetrainRequested request = Samples.request(TrainerBench.id(), bench.ends(), 1);

    try (var _ = RunningTrainer.start(bench.trainer("a", stoppedWhereItAnnounces()))) {
      bench.await(bench.cluster().write(request));
    }

    TrainingState.Failed failed =
        assertInstanceOf(TrainingState.Failed.class, bench.states(request.requestId()).getLast());
    assertTrue(failed.reason().contains("no time"), failed::reason);
    assertTrue(
        bench.cluster().read(Topics.ADAPTERS, AdapterPublished.class).stream()
            .noneMatch(adapter -> adapter.version().equals(request.requestId())));
  }

  /** Fails the thread that polls, which needs no time before it announces; but only once. */
  private static InstantSource stoppedWhereItAnnounces() {
    AtomicBoolean failed = new AtomicBoolean();
    return () -> {
      boolean polls = !Thread.currentThread().getName().equals("training");
      if (polls && failed.compareAndSet(false, true)) {
        throw new IllegalStateException("no time");
      }
      return Instant.now();
    };
  }

  /** The verdict follows from the figures, and a rollout from the verdict. */
  private static void assertVerdictAgrees(AdapterPublished adapter) {
    Comparison comparison = adapter.metrics().orElseThrow();
    boolean better = comparison.after().accuracy() > comparison.before().accuracy();
    assertEquals(better, adapter.verdict() instanceof Verdict.Promoted);
    long rollouts =
        bench.cluster().read(Topics.ROLLOUTS, Rollout.class).stream()
            .filter(rollout -> rollout.active().equals(adapter.version()))
            .count();
    assertEquals(better ? 1 : 0, rollouts);
  }
}
