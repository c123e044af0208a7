package io.tocsin.inference.batch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.junit.jupiter.api.Test;

final class EpochTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ConsumerGroupMetadata MEMBER = member(3);

  private final Epoch epoch = new Epoch();

  @Test
  void letsTweetsOfTheCurrentEpochBeCommitted() {
    epoch.joined(MEMBER);

    assertEquals(Optional.of(MEMBER), epoch.beginCommit(0));
  }

  @Test
  void letsNoTweetsOfAnEarlierEpochBeCommitted() {
    epoch.joined(MEMBER);
    epoch.raise();

    assertEquals(Optional.empty(), epoch.beginCommit(0));
  }

  @Test
  void letsNothingBeCommittedWithoutAGeneration() {
    epoch.joined(member(-1));

    assertEquals(Optional.empty(), epoch.beginCommit(0));
    assertEquals(1, epoch.current(), "what could not be written must be read again");
  }

  @Test
  void waitsForTheTransactionThatRuns() throws Exception {
    epoch.joined(MEMBER);
    epoch.beginCommit(0);
    boolean endedAtOnce = epoch.raiseAndAwait(Duration.ofMillis(1));

    FutureTask<Boolean> ended =
        new FutureTask<>(() -> epoch.raiseAndAwait(PATIENCE.multipliedBy(2)));
    Thread raising = Thread.ofPlatform().daemon().start(ended);
    await().until(() -> raising.getState() == Thread.State.TIMED_WAITING);
    epoch.endCommit();

    assertFalse(endedAtOnce);
    assertTrue(ended.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    assertEquals(2, epoch.current());
  }

  private static ConsumerGroupMetadata member(int generation) {
    return new ConsumerGroupMetadata("inference", generation, "member", Optional.empty());
  }
}
