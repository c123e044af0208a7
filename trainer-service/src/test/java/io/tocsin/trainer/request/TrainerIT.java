package io.tocsin.trainer.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Comparison;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.deadletter.DeadLetter;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Precision;
import io.tocsin.store.DirectoryStore;
import io.tocsin.store.FolderDigest;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.job.Workshop;
import io.tocsin.trainer.label.LabelFile;
import io.tocsin.trainer.progress.TrainingMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainerIT {
  private static final int LABELS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path directory;
  private static LoadedBase base;
  private static Cluster cluster;
  private static EndOffsets ends;

  @BeforeAll
  static void start() throws IOException {
    base = LoadedBase.load(Samples.BASE, Device.cpu(), Precision.FLOAT32);
    cluster = new Cluster(directory.resolve("kafka"));
    ends = cluster.write(Samples.labels(LABELS));
  }

  @AfterAll
  static void stop() {
    cluster.close();
    base.close();
  }

  @Test
  void publishesAdapterRolloutProgressAndOffset() throws Exception {
    RetrainRequested request = Samples.request(id(), ends, 1);
    RequestPosition position = cluster.write(request);

    try (var _ = RunningTrainer.start(trainer("a"))) {
      await(position);
    }

    AdapterPublished adapter = published(request.requestId());
    Path folder = store().fetch(adapter.uri(), new FolderDigest(adapter.sha256()));
    assertEquals(LABELS, adapter.labels().rows());
    assertEquals(LabelFile.of(LabelFile.read(folder)).sha256(), adapter.labels().sha256());
    assertEquals(request.hyperparameters(), adapter.hyperparameters());
    assertVerdictAgrees(adapter);
    List<TrainingState> states = states(request.requestId());
    assertInstanceOf(TrainingState.Accepted.class, states.getFirst());
    assertEquals(
        new TrainingState.Published(adapter.version(), adapter.verdict()), states.getLast());
    assertFalse(Files.exists(work().resolve(request.requestId())));
  }

  @Test
  void keepsBackWhatIsNoBetterThanTheAdapterInForce() throws Exception {
    RetrainRequested first = Samples.request(id(), ends, 2);
    RetrainRequested second = Samples.request(id(), ends, 2);

    try (var _ = RunningTrainer.start(trainer("a"))) {
      await(cluster.write(first));
      await(cluster.write(second));
    }

    AdapterPublished again = published(second.requestId());
    assertEquals(published(first.requestId()).sha256(), again.sha256());
    assertInstanceOf(Verdict.KeptBack.class, again.verdict());
    assertVerdictAgrees(again);
  }

  @Test
  void tellsWhyARequestFailsAndGoesOn() throws Exception {
    RetrainRequested hopeless =
        Samples.request(id(), EndOffsets.of(new long[Topics.TWEET_PARTITIONS]), 1);

    try (var _ = RunningTrainer.start(trainer("a"))) {
      await(cluster.write(hopeless));
    }

    TrainingState.Failed failed =
        assertInstanceOf(TrainingState.Failed.class, states(hopeless.requestId()).getLast());
    assertTrue(failed.reason().contains("expected labels before the offsets"), failed::reason);
  }

  @Test
  void failsWhereTheLabelsEndBeforeTheFrozenOffsets() throws Exception {
    RetrainRequested ahead = Samples.request(id(), EndOffsets.of(1_000_000), 1);

    try (var _ = RunningTrainer.start(trainer("a"))) {
      await(cluster.write(ahead));
    }

    TrainingState.Failed failed =
        assertInstanceOf(TrainingState.Failed.class, states(ahead.requestId()).getLast());
    assertTrue(failed.reason().contains("labels-0: the request froze offset 1000000"));
  }

  @Test
  void setsAsideWhatIsNoRequest() throws Exception {
    var written = cluster.writeUnreadable(Topics.RETRAIN_REQUESTS, id());
    RequestPosition position =
        new RequestPosition(
            new TopicPartition(written.topic(), written.partition()), written.offset());

    try (var _ = RunningTrainer.start(trainer("a"))) {
      await(position);
    }

    ConsumerRecord<byte[], byte[]> letter =
        cluster.records(Topics.deadLetters(Topics.RETRAIN_REQUESTS)).getFirst();
    assertArrayEquals("{".getBytes(UTF_8), letter.value());
    assertEquals(written.offset(), deadLetter(letter).position().offset());
  }

  @Test
  void setsUnreadableLabelsAsideOnce() throws Exception {
    String key = id();
    cluster.writeUnreadable(Topics.LABELS, key);
    EndOffsets later = cluster.labelEnds();

    try (var _ = RunningTrainer.start(trainer("a"))) {
      await(cluster.write(Samples.request(id(), later, 1)));
      await(cluster.write(Samples.request(id(), later, 1)));
    }

    List<String> letters =
        cluster.records(Topics.deadLetters(Topics.LABELS)).stream()
            .map(letter -> new String(letter.key(), UTF_8))
            .toList();
    assertEquals(List.of(key), letters);
  }

  @Test
  void sharesRequestsAmongTrainers() throws Exception {
    RetrainRequested first = Samples.request(id(), ends, 1);
    RetrainRequested second = Samples.request(id(), ends, 1);
    try (var _ = RunningTrainer.start(trainer("a"));
        var _ = RunningTrainer.start(trainer("b"))) {
      List<Set<Integer>> shares =
          Awaitility.await().atMost(PATIENCE).until(cluster::shares, TrainerIT::isShared);

      RequestPosition one = cluster.write(first, shares.get(0).iterator().next());
      RequestPosition other = cluster.write(second, shares.get(1).iterator().next());
      await(one);
      await(other);
    }

    Set<String> trainers =
        cluster.read(Topics.TRAINING_PROGRESS, TrainingProgress.class).stream()
            .filter(
                progress ->
                    Set.of(first.requestId(), second.requestId()).contains(progress.requestId()))
            .map(TrainingProgress::trainer)
            .collect(Collectors.toSet());
    assertEquals(Set.of("a", "b"), trainers);
    published(first.requestId());
    published(second.requestId());
  }

  @Test
  void publishesNothingAfterItLostItsPartition() throws Exception {
    RetrainRequested request = Samples.request(id(), ends, 1);
    RequestPosition position = cluster.write(request);
    Trainer zombie = trainer("zombie");
    try (var running = new ManualTrainer(zombie)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .until(() -> running.turn().isPresent());
      cluster.removeMembers();

      try (var _ = RunningTrainer.start(trainer("heir"))) {
        await(position);
      }
      Awaitility.await().atMost(PATIENCE).pollInSameThread().until(() -> running.turn().isEmpty());
    }

    published(request.requestId());
    List<String> publishers =
        cluster.read(Topics.TRAINING_PROGRESS, TrainingProgress.class).stream()
            .filter(progress -> progress.requestId().equals(request.requestId()))
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

  /** The verdict follows from the figures, and a rollout from the verdict. */
  private static void assertVerdictAgrees(AdapterPublished adapter) {
    Comparison comparison = adapter.metrics().orElseThrow();
    boolean better = comparison.after().accuracy() > comparison.before().accuracy();
    assertEquals(better, adapter.verdict() instanceof Verdict.Promoted);
    long rollouts =
        cluster.read(Topics.ROLLOUTS, Rollout.class).stream()
            .filter(rollout -> rollout.active().equals(adapter.version()))
            .count();
    assertEquals(better ? 1 : 0, rollouts);
  }

  private static AdapterPublished published(String version) {
    List<AdapterPublished> found =
        cluster.read(Topics.ADAPTERS, AdapterPublished.class).stream()
            .filter(adapter -> adapter.version().equals(version))
            .toList();
    assertEquals(1, found.size());
    return found.getFirst();
  }

  private static List<TrainingState> states(String requestId) {
    return cluster.read(Topics.TRAINING_PROGRESS, TrainingProgress.class).stream()
        .filter(progress -> progress.requestId().equals(requestId))
        .map(TrainingProgress::state)
        .toList();
  }

  private static DeadLetter deadLetter(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return DeadLetter.from(headers);
  }

  private static void await(RequestPosition position) {
    Awaitility.await().atMost(PATIENCE).until(() -> cluster.isCommitted(position));
  }

  private static Trainer trainer(String replica) {
    Workshop workshop = new Workshop(base, "tiny-llama3", Categories.DISASTER, store(), work());
    return new Trainer(
        cluster.clients(),
        workshop,
        replica,
        new TrainingMeter(new SimpleMeterRegistry()),
        InstantSource.system());
  }

  private static DirectoryStore store() {
    return new DirectoryStore(directory.resolve("store"));
  }

  private static Path work() {
    return directory.resolve("work");
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
