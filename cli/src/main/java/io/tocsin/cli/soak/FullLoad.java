package io.tocsin.cli.soak;

import io.tocsin.cli.pipeline.Quantiles;
import io.tocsin.cli.pipeline.TweetLoad;
import io.tocsin.cli.tag.Tag;
import io.tocsin.cli.tag.TagStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** As many tweets as the system can tag, and how it does. One thread loads, others ask. */
final class FullLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Enough that no replica waits for tweets. */
  private static final int IN_FLIGHT = 1024;

  private final TweetLoad load;
  private final TagStream tags;
  private final List<Double> latencies = new ArrayList<>();
  private long sent;
  private long answered;

  FullLoad(TweetLoad load, TagStream tags) {
    this.load = load;
    this.tags = tags;
  }

  /**
   * Loads the system for so long.
   *
   * @param check runs all the while, and throws what is to end it
   * @throws TimeoutException if tweets are no longer answered
   */
  void run(Duration time, Runnable check) throws TimeoutException {
    long start = System.nanoTime();
    long last = start;
    while (System.nanoTime() - start < time.toNanos()) {
      check.run();
      long room = IN_FLIGHT - (sent - answered());
      sent += load.burst((int) room).size();
      List<Tag> found = tags.poll();
      count(found);
      last = found.isEmpty() ? last : System.nanoTime();
      if (System.nanoTime() - last > PATIENCE.toNanos()) {
        throw new TimeoutException("expected tags, found none for " + PATIENCE.toSeconds() + " s");
      }
    }
  }

  /** Returns how many tags there were by now. */
  synchronized long answered() {
    return answered;
  }

  /** Returns the latencies since the last call, in milliseconds; none if there was no tag. */
  synchronized Optional<Quantiles> latencies() {
    if (latencies.isEmpty()) {
      return Optional.empty();
    }
    Quantiles quantiles =
        Quantiles.of(latencies.stream().mapToDouble(Double::doubleValue).toArray());
    latencies.clear();
    return Optional.of(quantiles);
  }

  private synchronized void count(List<Tag> found) {
    answered += found.size();
    found.forEach(tag -> latencies.add(tag.latency().toNanos() / 1e6));
  }
}
