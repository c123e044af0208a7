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
 * Swaps two adapters while tweets wait, again as soon as a tag of the last rollout is committed,
 * and counts what becomes of every tweet.
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
   * What became of the tweets.
   *
   * @param lost tweets without an answer
   * @param doubled answers beyond the first of a tweet
   * @param mistagged answers that name a rollout which was never written, or another version than
   *     that rollout's
   * @param seconds from writing each rollout to seeing a committed tag under it
   */
  record Result(int tweets, long lost, long doubled, long mistagged, List<Double> seconds) {}

  /**
   * Swaps so many times.
   *
   * @throws TimeoutException if a rollout does not take effect, or tweets are not answered
   */
  Result run(List<AdapterPublished> adapters, int swaps) throws TimeoutException {
    for (int swap = 0; swap < swaps; swap++) {
      AdapterPublished adapter = adapters.get(swap % adapters.size());
      long start = System.nanoTime();
      long rollout = rollouts.activate(adapter);
      accounts.rollout(rollout, adapter.version());
      awaitTagUnder(rollout);
      seconds.add((System.nanoTime() - start) / 1e9);
      if ((swap + 1) % REPORTED_EVERY == 0) {
        progress.accept(
            "%d of %d swaps, %,d tweets".formatted(swap + 1, swaps, accounts.answered()));
      }
    }
    awaitAll();
    return result();
  }

  private void awaitTagUnder(long rollout) throws TimeoutException {
    long start = System.nanoTime();
    boolean seen = false;
    while (!seen) {
      accounts.sent(load.burst(IN_FLIGHT - accounts.unanswered()));
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

  private Result result() {
    return new Result(
        accounts.sent(),
        accounts.unanswered(),
        accounts.doubled(),
        accounts.mistagged(),
        List.copyOf(seconds));
  }

  private static void requirePatience(long start, String expected) throws TimeoutException {
    if (System.nanoTime() - start > PATIENCE.toNanos()) {
      throw new TimeoutException(
          "expected %s within %d s".formatted(expected, PATIENCE.toSeconds()));
    }
  }
}
