package io.tocsin.inference;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Writes some hundred tweets a second. */
final class Load {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Cluster cluster;
  private final Thread writing = Thread.ofPlatform().daemon().unstarted(this::write);
  private volatile boolean stopping;
  private volatile int written;

  private Load(Cluster cluster) {
    this.cluster = cluster;
  }

  static Load start(Cluster cluster) {
    Load load = new Load(cluster);
    load.writing.start();
    return load;
  }

  /** Returns how many tweets were written. */
  int stop() {
    stopping = true;
    try {
      writing.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return written;
  }

  private void write() {
    int next = 0;
    while (!stopping) {
      cluster.tweet("tweet-" + next, "Flood " + next);
      next++;
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    cluster.flush();
    written = next;
  }
}
