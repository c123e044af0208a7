package io.tocsin.inference.batch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkQueueTest {
  private final WorkQueue queue = new WorkQueue(new WorkQueue.Capacity(4, 1000, 3));

  @Test
  void givesWhatHasComeWithoutWaitingForMore() throws Exception {
    queue.add(0, tweets(0, 2));

    Work work = queue.take(4).orElseThrow();

    assertEquals(List.of(0L, 1L), offsets(work));
    assertFalse(work.waited());
  }

  @Test
  void givesNoMoreThanABatchAndKeepsTheOrder() throws Exception {
    queue.add(0, tweets(0, 3));
    queue.add(0, tweets(3, 6));

    List<Long> first = offsets(queue.take(4).orElseThrow());
    List<Long> second = offsets(queue.take(4).orElseThrow());

    assertEquals(List.of(0L, 1L, 2L, 3L), first);
    assertEquals(List.of(4L, 5L), second);
  }

  @Test
  void putsThoseWhoWaitBeforeTheStream() throws Exception {
    queue.add(0, tweets(0, 4));
    queue.offer(Incoming.oneOff("a", "b"));

    Work work = queue.take(3).orElseThrow();

    assertEquals(2, work.oneOffs().getFirst().texts().size());
    assertEquals(List.of(0L), offsets(work));
    assertEquals(3, work.texts());
  }

  @Test
  void givesARequestLargerThanABatchByItself() throws Exception {
    queue.add(0, tweets(0, 1));
    queue.offer(Incoming.oneOff("a", "b", "c"));

    Work work = queue.take(2).orElseThrow();
    Work next = queue.take(2).orElseThrow();

    assertEquals(3, work.texts());
    assertEquals(List.of(), work.tweets());
    assertEquals(List.of(0L), offsets(next));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void takesAsManyTweetsAsOneOffTextsWhileRequestsNeverEnd(int maxTexts) throws Exception {
    queue.add(0, tweets(0, 100));
    int oneOffTexts = 0;

    while (oneOffTexts < 60) {
      queue.offer(Incoming.oneOff("a", "b", "c"));
      Work work = queue.take(maxTexts).orElseThrow();
      oneOffTexts += work.texts() - work.tweets().size();
    }

    int taken = 100 - queue.size();
    assertTrue(taken >= 60 - 3, taken + " tweets beside 60 one-off texts");
  }

  @Test
  void givesRequestsAllThatTweetsLeave() throws Exception {
    queue.add(0, tweets(0, 1));
    queue.offer(Incoming.oneOff("a", "b", "c"));

    Work work = queue.take(4).orElseThrow();

    assertEquals(4, work.texts());
  }

  @Test
  void turnsRequestsAwayWhenTooManyTextsWait() {
    queue.offer(Incoming.oneOff("a", "b"));

    assertEquals(WorkQueue.Admission.FULL, queue.admission(2));
    assertEquals(WorkQueue.Admission.FULL, queue.offer(Incoming.oneOff("c", "d")));
    assertEquals(WorkQueue.Admission.ADMITTED, queue.offer(Incoming.oneOff("c")));
  }

  @Test
  void passesOverThoseWhoNoLongerWait() throws Exception {
    OneOff abandoned = Incoming.oneOff("a", "b");
    OneOff waiting = Incoming.oneOff("c");
    queue.offer(abandoned);
    queue.offer(waiting);

    abandoned.answer().cancel(false);

    assertEquals(WorkQueue.Admission.ADMITTED, queue.admission(2));
    assertEquals(List.of(waiting), queue.take(4).orElseThrow().oneOffs());
  }

  @Test
  void hasNoRoomForManyTweetsOrLargeOnes() {
    queue.add(0, List.of(Incoming.tweet(0, "x")));
    boolean hasRoomForMore = queue.hasRoom();
    queue.add(0, tweets(1, 4));
    boolean hasRoomWhenFull = queue.hasRoom();

    assertTrue(hasRoomForMore);
    assertFalse(hasRoomWhenFull);
  }

  @Test
  void hasNoRoomForHeadersThatFillTheMemory() {
    IncomingTweet tweet = Incoming.tweet(0, "x");
    for (int i = 0; i < 8; i++) {
      tweet.record().headers().add("", null);
    }

    queue.add(0, List.of(tweet));

    assertFalse(queue.hasRoom());
  }

  @Test
  void forgetsTweetsOfAnEarlierEpoch() throws Exception {
    queue.add(0, tweets(0, 2));
    queue.add(1, tweets(7, 8));

    Work work = queue.take(4).orElseThrow();

    assertEquals(List.of(7L), offsets(work));
    assertEquals(1, work.epoch());
  }

  @Test
  void wakesWhoWaitsForWork() throws Exception {
    FutureTask<Optional<Work>> taken = new FutureTask<>(() -> queue.take(4));
    Thread taking = Thread.ofPlatform().daemon().start(taken);
    await().until(() -> taking.getState() == Thread.State.WAITING);

    queue.add(0, tweets(0, 1));

    Work work = taken.get(5, TimeUnit.SECONDS).orElseThrow();
    assertEquals(List.of(0L), offsets(work));
    assertTrue(work.waited());
  }

  @Test
  void tellsThoseWhoWaitWhenItCloses() throws Exception {
    OneOff oneOff = Incoming.oneOff("a");
    queue.offer(oneOff);

    queue.close();

    assertTrue(oneOff.answer().isCancelled());
    assertEquals(Optional.empty(), queue.take(4));
    assertEquals(WorkQueue.Admission.CLOSED, queue.offer(Incoming.oneOff("b")));
  }

  @Test
  void waitsForRoomNoLongerThanItIsTold() throws Exception {
    queue.add(0, tweets(0, 9));

    queue.awaitRoom(Duration.ofMillis(1));

    assertFalse(queue.hasRoom());
  }

  private static List<IncomingTweet> tweets(long from, long to) {
    return LongStream.range(from, to).mapToObj(i -> Incoming.tweet(i, "tweet")).toList();
  }

  private static List<Long> offsets(Work work) {
    return work.tweets().stream().map(tweet -> tweet.record().offset()).toList();
  }
}
