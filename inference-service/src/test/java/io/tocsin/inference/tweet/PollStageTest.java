package io.tocsin.inference.tweet;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.inference.Examples;
import io.tocsin.inference.batch.Epoch;
import io.tocsin.inference.batch.Work;
import io.tocsin.inference.batch.WorkQueue;
import io.tocsin.inference.metric.InferenceMetrics;
import io.tocsin.inference.model.FakeModel;
import io.tocsin.inference.rollout.LineupSwitch;
import io.tocsin.inference.rollout.Lineups;
import io.tocsin.inference.rollout.ServedModel;
import io.tocsin.messaging.trace.RecordTraces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PollStageTest {
  private static final TopicPartition FIRST = new TopicPartition("tweets", 0);
  private static final TopicPartition SECOND = new TopicPartition("tweets", 1);
  private static final int ROOM = 4;

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final Epoch epoch = new Epoch();
  private final LineupSwitch lineups = new LineupSwitch();
  private final WorkQueue queue = new WorkQueue(new WorkQueue.Capacity(ROOM, 100_000, 10));
  private final PollStage stage =
      new PollStage(
          consumer,
          epoch,
          lineups,
          queue,
          new InferenceMetrics(new SimpleMeterRegistry()),
          new Backlog(new TweetTraces(RecordTraces.off(), "inference")));
  private final Thread polling = Thread.ofPlatform().daemon().unstarted(this::run);

  @BeforeEach
  void start() {
    Lineups.replace(lineups, Lineups.of(1, new ServedModel("a", new FakeModel())));
    consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    polling.start();
    await().until(() -> !consumer.subscription().isEmpty());
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(FIRST)));
  }

  @AfterEach
  void stop() throws InterruptedException {
    stage.stop();
    polling.join();
  }

  @Test
  void handsTweetsOverInTheirOrder() throws Exception {
    consumer.schedulePollTask(() -> add(0, 3));

    assertEquals(List.of(0L, 1L, 2L), offsets(3));
  }

  @Test
  void readsAgainFromTheCommittedOffsetsWhenTheEpochWasRaised() throws Exception {
    consumer.schedulePollTask(() -> add(0, 3));
    offsets(3);
    consumer.schedulePollTask(
        () -> {
          consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(1)));
          epoch.raise();
        });
    await().until(() -> consumer.position(FIRST) == 1);
    consumer.schedulePollTask(() -> add(1, 3));

    assertEquals(List.of(1L, 2L), offsets(2));
  }

  @Test
  void forgetsWhatWasReadWhenPartitionsGo() {
    consumer.schedulePollTask(() -> add(0, 3));
    await().until(() -> queue.size() == 3);

    consumer.schedulePollTask(() -> consumer.rebalance(List.of(SECOND)));

    await().until(() -> epoch.current() == 1);
    await().until(() -> queue.size() == 0);
  }

  @Test
  void pausesWhileTheModelHasEnoughAndGoesOnWhenItHasNot() throws Exception {
    consumer.schedulePollTask(() -> add(0, ROOM));
    await().until(() -> consumer.paused().equals(Set.of(FIRST)));

    offsets(ROOM);

    await().until(() -> consumer.paused().isEmpty());
  }

  private void run() {
    try {
      stage.run();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void add(long from, long to) {
    for (long offset = from; offset < to; offset++) {
      consumer.addRecord(Examples.record(offset, "text"));
    }
  }

  private List<Long> offsets(int expected) throws InterruptedException {
    List<Long> offsets = new ArrayList<>();
    while (offsets.size() < expected) {
      Work work = queue.take(expected).orElseThrow();
      work.tweets().forEach(tweet -> offsets.add(tweet.record().offset()));
    }
    return offsets;
  }
}
