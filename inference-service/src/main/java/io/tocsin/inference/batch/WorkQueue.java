package io.tocsin.inference.batch;

import io.tocsin.messaging.message.RecordSize;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What waits for the model: one-off texts first, then tweets in the order in which they were read.
 * Nothing waits for a batch to fill. Requests without end do not hold up the stream: while tweets
 * wait, as many of them are taken as one-off texts.
 */
public final class WorkQueue {
  private final Capacity capacity;
  private final Deque<OneOff> oneOffs = new ArrayDeque<>();
  private final Deque<IncomingTweet> tweets = new ArrayDeque<>();
  private long epoch;
  private long bytes;

  /** So many more one-off texts than tweets were taken, since tweets wait. */
  private int owed;

  private boolean closed;

  /**
   * How much may wait.
   *
   * @param tweets from which on no more are read
   * @param bytes of memory that their records take, likewise: tweets may be small or large
   * @param oneOffTexts from which on requests are turned away
   */
  public record Capacity(int tweets, long bytes, int oneOffTexts) {}

  /** What becomes of texts that somebody waits for. */
  public enum Admission {
    ADMITTED,
    /** Too many texts wait. */
    FULL,
    /** Nothing is computed any more. */
    CLOSED
  }

  public WorkQueue(Capacity capacity) {
    this.capacity = capacity;
  }

  /** Adds tweets, whether there is room or not; those of an earlier epoch are forgotten. */
  public synchronized void add(long epoch, List<IncomingTweet> more) {
    if (epoch != this.epoch) {
      forgetTweets();
      this.epoch = epoch;
    }
    tweets.addAll(more);
    more.forEach(tweet -> bytes += RecordSize.held(tweet.record()));
    notifyAll();
  }

  /** Returns what would become of so many texts now, lest they be tokenised in vain. */
  public synchronized Admission admission(int texts) {
    if (closed) {
      return Admission.CLOSED;
    }
    forgetAbandoned();
    return texts(oneOffs) + texts > capacity.oneOffTexts() ? Admission.FULL : Admission.ADMITTED;
  }

  /** Adds texts that somebody waits for, if they are admitted. */
  public synchronized Admission offer(OneOff oneOff) {
    Admission admission = admission(oneOff.texts().size());
    if (admission == Admission.ADMITTED) {
      oneOffs.add(oneOff);
      notifyAll();
    }
    return admission;
  }

  /** Forgets all tweets: they will be read again. */
  public synchronized void forgetTweets() {
    tweets.clear();
    bytes = 0;
    owed = 0;
    notifyAll();
  }

  /**
   * Waits for work and takes it.
   *
   * @param maxTexts at most so many, unless one request alone has more
   * @return nothing once the queue is closed
   */
  public synchronized Optional<Work> take(int maxTexts) throws InterruptedException {
    boolean waited = false;
    while (!closed && isIdle()) {
      waited = true;
      wait();
    }
    if (closed) {
      return Optional.empty();
    }
    List<OneOff> first = takeOneOffs(maxTexts);
    List<IncomingTweet> then = takeTweets(maxTexts - texts(first));
    owed = tweets.isEmpty() ? 0 : Math.max(0, owed + texts(first) - then.size());
    notifyAll();
    return Optional.of(new Work(epoch, first, then, waited));
  }

  /** Returns whether more tweets should be read. */
  public synchronized boolean hasRoom() {
    return tweets.size() < capacity.tweets() && bytes < capacity.bytes();
  }

  /** Waits until there is room, or the patience is over. */
  public synchronized void awaitRoom(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (!closed && !hasRoom() && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
  }

  /** Returns how many tweets wait. */
  public synchronized int size() {
    return tweets.size();
  }

  /** Ends the work: what waits is not done, and those who wait are told so. */
  public synchronized void close() {
    closed = true;
    forgetTweets();
    oneOffs.forEach(oneOff -> oneOff.answer().cancel(false));
    oneOffs.clear();
    notifyAll();
  }

  private boolean isIdle() {
    forgetAbandoned();
    return oneOffs.isEmpty() && tweets.isEmpty();
  }

  /** Nobody waits for an answer that is there already: it was cancelled. */
  private void forgetAbandoned() {
    oneOffs.removeIf(oneOff -> oneOff.answer().isDone());
  }

  private static int texts(Collection<OneOff> several) {
    return several.stream().mapToInt(oneOff -> oneOff.texts().size()).sum();
  }

  /**
   * Takes what tweets leave. They keep half of the batch, and more until they have made up for a
   * request that was larger; such a one comes when nothing is owed to them.
   */
  private List<OneOff> takeOneOffs(int maxTexts) {
    int kept = Math.min(tweets.size(), Math.min(maxTexts, (maxTexts + owed + 1) / 2));
    int room = maxTexts - kept;
    List<OneOff> taken = new ArrayList<>();
    while (!oneOffs.isEmpty()
        && (texts(taken) + oneOffs.peek().texts().size() <= room
            || (taken.isEmpty() && owed == 0))) {
      taken.add(oneOffs.poll());
    }
    return taken;
  }

  private List<IncomingTweet> takeTweets(int max) {
    List<IncomingTweet> taken = new ArrayList<>();
    while (taken.size() < max && !tweets.isEmpty()) {
      IncomingTweet tweet = tweets.poll();
      bytes -= RecordSize.held(tweet.record());
      taken.add(tweet);
    }
    return taken;
  }
}
