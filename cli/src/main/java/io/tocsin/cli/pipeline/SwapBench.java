package io.tocsin.cli.pipeline;

import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.adapter.AdapterPublished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Swaps two adapters while tweets wait, again as soon as a tag of the last rollout is committed.
 */
final class SwapBench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Enough that the model never waits for tweets. */
  private static final int IN_FLIGHT = 1024;

  private static final int REPORTED_EVERY = 20;

  private final TagAccounts accounts;
  private final TweetLoad load;
  private final RolloutWriter rollouts;
  private final Consumer<String> progress;
  private final List<Double> seconds = new ArrayList<>();

  SwapBench(TagStream tags, TweetLoad load, RolloutWriter rollouts, Consumer<String> progress) {
    this.accounts = new TagAccounts(tags);
    this.load = load;
    this.rollouts = rollouts;
    this.progress = progress;
  }

  /**
   * Swaps so many times, and returns once all tweets are answered.
   *
   * @return seconds from writing each rollout to seeing a committed tag under it
   * @throws TimeoutException if a rollout does not take effect, or tweets are not answered
   */
  List<Double> run(List<AdapterPublished> adapters, int swaps) throws TimeoutException {
    for (int swap = 0; swap < swaps; swap++) {
      AdapterPublished adapter = adapters.get(swap % adapters.size());
      long start = System.nanoTime();
      long rollout = rollouts.activate(adapter);
      awaitTagUnder(rollout);
      seconds.add((System.nanoTime() - start) / 1e9);
      if ((swap + 1) % REPORTED_EVERY == 0) {
        progress.accept(
            "%d of %d swaps, %,d tweets".formatted(swap + 1, swaps, accounts.answered()));
      }
    }
    awaitAll();
    return List.copyOf(seconds);
  }

  private void awaitTagUnder(long rollout) throws TimeoutException {
    long start = System.nanoTime();
    boolean seen = false;
    while (!seen) {
      accounts.sent(load.burst(IN_FLIGHT - accounts.unanswered()).size());
      seen =
          accounts.poll().stream()
              .anyMatch(tag -> tag.rolloutOffset().equals(Optional.of(rollout)));
      requirePatience(start, "a tag under rollout " + rollout);
    }
  }

  private void awaitAll() throws TimeoutException {
    long start = System.nanoTime();
    while (accounts.unanswered() > 0) {
      accounts.poll();
      requirePatience(start, "answers to all tweets, missing are " + accounts.unanswered());
    }
  }

  private static void requirePatience(long start, String expected) throws TimeoutException {
    if (System.nanoTime() - start > PATIENCE.toNanos()) {
      throw new TimeoutException(
          "expected %s within %d s".formatted(expected, PATIENCE.toSeconds()));
    }
  }
}
