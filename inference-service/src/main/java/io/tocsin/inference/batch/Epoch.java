package io.tocsin.inference.batch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/**
 * Which of the tweets that were read still count. When a transaction fails or partitions go, the
 * epoch is raised: all that was read and not committed before is forgotten, and read again by
 * whoever has the partition then.
 */
public final class Epoch {
  private long current;
  private boolean committing;
  private Optional<ConsumerGroupMetadata> group = Optional.empty();

  /** Returns the number that tweets read from now on bear. */
  public synchronized long current() {
    return current;
  }

  /** Has all that is not being committed forgotten. */
  public synchronized void raise() {
    current++;
  }

  /**
   * Has all that is not being committed forgotten, and waits for the transaction that is running:
   * afterwards nothing is written for what was read before.
   *
   * @return whether it ended in time; if not, the broker decides by the group's generation
   */
  public synchronized boolean raiseAndAwait(Duration patience) throws InterruptedException {
    current++;
    long deadline = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    while (committing && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
    return !committing;
  }

  /**
   * Takes note of this member's standing in its group, as it is after a poll. One without a
   * generation is none: offsets written under it would not be fenced.
   */
  public synchronized void joined(ConsumerGroupMetadata metadata) {
    group = Optional.of(metadata).filter(standing -> standing.generationId() >= 0);
  }

  /** Returns this member's standing in its group; none before the first poll. */
  public synchronized Optional<ConsumerGroupMetadata> group() {
    return group;
  }

  /**
   * Begins a transaction for tweets of an epoch; {@link #endCommit} must follow.
   *
   * @return the standing under which their offsets are written; nothing if they no longer count
   */
  public synchronized Optional<ConsumerGroupMetadata> beginCommit(long epoch) {
    if (epoch == current && group.isEmpty()) {
      current++; // nobody would fence these offsets: the tweets are read again as a member
    }
    if (epoch != current) {
      return Optional.empty();
    }
    committing = true;
    return group;
  }

  /** Says that the transaction is over. */
  public synchronized void endCommit() {
    committing = false;
    notifyAll();
  }
}
