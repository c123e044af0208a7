package io.tocsin.cli.pipeline;

import io.tocsin.cli.tag.Tag;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.contracts.classification.Classification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private final TagStream tags;
  private final TweetLoad load;
  private final RolloutWriter rollouts;
  private final Consumer<String> progress;
  private final Map<String, Integer> answersById = new HashMap<>();
  private final Map<Long, String> versionByRollout = new HashMap<>();
  private final List<Double> seconds = new ArrayList<>();
  private int answered;
  private long mistagged;

  SwapBench(TagStream tags, TweetLoad load, RolloutWriter rollouts, Consumer<String> progress) {
    this.tags = tags;
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
      versionByRollout.put(rollout, adapter.version());
      awaitTagUnder(rollout);
      seconds.add((System.nanoTime() - start) / 1e9);
      if ((swap + 1) % REPORTED_EVERY == 0) {
        progress.accept("%d of %d swaps, %,d tweets".formatted(swap + 1, swaps, answered));
      }
    }
    awaitAll();
    return result();
  }

  private void awaitTagUnder(long rollout) throws TimeoutException {
    long start = System.nanoTime();
    boolean seen = false;
    while (!seen) {
      load.burst(IN_FLIGHT - unanswered()).forEach(id -> answersById.put(id, 0));
      seen = poll().stream().anyMatch(tag -> tag.rolloutOffset().equals(Optional.of(rollout)));
      requirePatience(start, "a tag under rollout " + rollout);
    }
  }

  private void awaitAll() throws TimeoutException {
    long start = System.nanoTime();
    while (unanswered() > 0) {
      poll();
      requirePatience(start, "answers to all tweets, missing are " + unanswered());
    }
  }

  private List<Classification> poll() {
    List<Classification> polled = tags.poll().stream().map(Tag::classification).toList();
    for (Classification tag : polled) {
      int before = answersById.merge(tag.tweetId(), 1, Integer::sum) - 1;
      answered += before == 0 ? 1 : 0;
      mistagged += isRight(tag) ? 0 : 1;
    }
    return polled;
  }

  private boolean isRight(Classification tag) {
    String version = tag.rolloutOffset().map(versionByRollout::get).orElse(UntrainedHead.VERSION);
    return tag.adapterVersion().equals(version);
  }

  private int unanswered() {
    return answersById.size() - answered;
  }

  private Result result() {
    long doubled =
        answersById.values().stream().mapToLong(answers -> Math.max(0, answers - 1)).sum();
    return new Result(answersById.size(), unanswered(), doubled, mistagged, List.copyOf(seconds));
  }

  private static void requirePatience(long start, String expected) throws TimeoutException {
    if (System.nanoTime() - start > PATIENCE.toNanos()) {
      throw new TimeoutException(
          "expected %s within %d s".formatted(expected, PATIENCE.toSeconds()));
    }
  }
}
