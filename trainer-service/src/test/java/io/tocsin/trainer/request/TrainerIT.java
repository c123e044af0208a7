package io.tocsin.trainer.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Comparison;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.messaging.message.StoredLetter;
import io.tocsin.store.FolderDigest;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.label.LabelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
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
  void tellsWhyARequestFailsAndGoesOn() throws Exception {
    RetrainRequested hopeless =
        Samples.request(TrainerBench.id(), EndOffsets.of(new long[Topics.TWEET_PARTITIONS]), 1);

    try (var _ = RunningTrainer.start(bench.trainer("a"))) {
      bench.await(bench.cluster().write(hopeless));
    }

    TrainingState.Failed failed =
        assertInstanceOf(TrainingState.Failed.class, bench.states(hopeless.requestId()).getLast());
    assertTrue(failed.reason().contains("expected labels before the offsets"), failed::reason);
  }

  @Test
  void failsWhereTheLabelsEndBeforeTheFrozenOffsets() throws Exception {
    RetrainRequested ahead = Samples.request(TrainerBench.id(), EndOffsets.of(1_000_000), 1);

    try (var _ = RunningTrainer.start(bench.trainer("a"))) {
      bench.await(bench.cluster().write(ahead));
    }

    TrainingState.Failed failed =
        assertInstanceOf(TrainingState.Failed.class, bench.states(ahead.requestId()).getLast());
    assertTrue(failed.reason().contains("labels-0: the request froze offset 1000000"));
  }

  @Test
  void setsAsideWhatIsNoRequest() throws Exception {
    var written = bench.cluster().writeUnreadable(Topics.RETRAIN_REQUESTS, TrainerBench.id());
    RequestPosition position =
        new RequestPosition(
            new TopicPartition(written.topic(), written.partition()), written.offset());

    try (var _ = RunningTrainer.start(bench.trainer("a"))) {
      bench.await(position);
    }

    ConsumerRecord<byte[], byte[]> letter =
        bench.cluster().records(Topics.deadLetters(Topics.RETRAIN_REQUESTS)).getFirst();
    assertArrayEquals("{".getBytes(UTF_8), letter.value());
    assertEquals(written.offset(), StoredLetter.of(letter).told().position().offset());
  }

  @Test
  void setsUnreadableLabelsAsideOnce() throws Exception {
    String key = TrainerBench.id();
    bench.cluster().writeUnreadable(Topics.LABELS, key);
    EndOffsets later = bench.cluster().labelEnds();

    try (var _ = RunningTrainer.start(bench.trainer("a"))) {
      bench.await(bench.cluster().write(Samples.request(TrainerBench.id(), later, 1)));
      bench.await(bench.cluster().write(Samples.request(TrainerBench.id(), later, 1)));
    }

    List<String> letters =
        bench.cluster().records(Topics.deadLetters(Topics.LABELS)).stream()
            .map(letter -> new String(StoredLetter.of(letter).source().key(), UTF_8))
            .toList();
    assertEquals(List.of(key), letters);
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
