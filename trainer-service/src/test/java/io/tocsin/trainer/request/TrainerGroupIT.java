package io.tocsin.trainer.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.trainer.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several trainers. */
final class TrainerGroupIT {
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
  void sharesRequestsAmongTrainers() {
    RetrainRequested first = Samples.request(TrainerBench.id(), bench.ends(), 1);
    RetrainRequested second = Samples.request(TrainerBench.id(), bench.ends(), 1);
    try (var _ = RunningTrainer.start(bench.trainer("a"));
        var _ = RunningTrainer.start(bench.trainer("b"))) {
      List<Set<Integer>> shares =
          Awaitility.await()
              .atMost(TrainerBench.PATIENCE)
              .until(bench.cluster()::shares, TrainerGroupIT::isShared);

      RequestPosition one = bench.cluster().write(first, shares.get(0).iterator().next());
      RequestPosition other = bench.cluster().write(second, shares.get(1).iterator().next());
      bench.await(one);
      bench.await(other);
    }

    Set<String> trainers =
        Stream.of(first, second)
            .flatMap(request -> bench.told(request.requestId()).stream())
            .map(TrainingProgress::trainer)
            .collect(Collectors.toSet());
    assertEquals(Set.of("a", "b"), trainers);
    bench.published(first.requestId());
    bench.published(second.requestId());
  }

  @Test
  void publishesNothingAfterItLostItsPartition() {
    RetrainRequested request = Samples.request(TrainerBench.id(), bench.ends(), 1);
    RequestPosition position = bench.cluster().write(request);
    Trainer zombie = bench.trainer("zombie");
    try (var running = new ManualTrainer(zombie)) {
      Awaitility.await()
          .atMost(TrainerBench.PATIENCE)
          .pollInSameThread()
          .until(() -> running.turn().isPresent());
      bench.cluster().removeMembers();

      try (var _ = RunningTrainer.start(bench.trainer("heir"))) {
        bench.await(position);
      }
      Awaitility.await()
          .atMost(TrainerBench.PATIENCE)
          .pollInSameThread()
          .until(() -> running.turn().isEmpty());
    }

    bench.published(request.requestId());
    List<String> publishers =
        bench.told(request.requestId()).stream()
            .filter(progress -> progress.state() instanceof TrainingState.Published)
            .map(TrainingProgress::trainer)
            .toList();
    assertEquals(List.of("heir"), publishers);
  }

  /** A trainer whose every poll is a test's; it gives nothing back in order, as zombies do. */
  private record ManualTrainer(Trainer trainer) implements AutoCloseable {
    Optional<TrainingProgress> turn() {
      trainer.turn();
      return trainer.progress().current();
    }

    @Override
    public void close() {
      trainer.stop();
      trainer.run();
    }
  }

  private static boolean isShared(List<Set<Integer>> shares) {
    return shares.size() == 2
        && shares.stream().mapToInt(Set::size).sum() == Topics.RETRAIN_REQUESTS.partitions()
        && shares.stream().noneMatch(Set::isEmpty);
  }
}
