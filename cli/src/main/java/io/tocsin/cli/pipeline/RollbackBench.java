package io.tocsin.cli.pipeline;

import io.tocsin.cli.client.ServiceKey;
import io.tocsin.cli.rollout.ReplicaAnswer;
import io.tocsin.cli.rollout.ServedRollout;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutDesk;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.RolloutOrder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Rolls back while tweets wait, as {@code tocsin rollout rollback} does, again and again. */
final class RollbackBench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Enough that no replica waits for tweets. */
  private static final int IN_FLIGHT = 1024;

  private static final RolloutOrder ORDER =
      new RolloutOrder(
          new RolloutChange.RollBack(),
          "tocsin bench",
          "to measure it",
          Optional.empty(),
          Optional.empty());

  private final TagAccounts accounts;
  private final TweetLoad load;
  private final RolloutDesk desk;
  private final List<URI> replicas;
  private final Consumer<String> progress;
  private final Map<Optional<Long>, Long> lastSeen = new HashMap<>();

  /**
   * Prepares rolling back.
   *
   * @param replicas all that share the stream
   * @param progress hears of each rollback
   */
  RollbackBench(
      TagAccounts accounts,
      TweetLoad load,
      RolloutDesk desk,
      List<URI> replicas,
      Consumer<String> progress) {
    this.accounts = accounts;
    this.load = load;
    this.desk = desk;
    this.replicas = List.copyOf(replicas);
    this.progress = progress;
  }

  /**
   * A rollback under load.
   *
   * @param servedSeconds from the command to every replica serving it
   * @param lastOldSeconds from the command to the last committed tag of the rollout before
   */
  record Rollback(double servedSeconds, double lastOldSeconds) {}

  private record Decided(RolloutInForce rollout, List<ReplicaAnswer> answers) {}

  /**
   * Rolls back so many times; the two versions that were active last take turns.
   *
   * @throws TimeoutException if a replica does not serve one, or tweets are not answered
   */
  List<Rollback> run(int rollbacks) throws TimeoutException {
    List<Rollback> measured = new ArrayList<>();
    for (int i = 0; i < rollbacks; i++) {
      awaitFullLoad();
      measured.add(rollBack());
      progress.accept(
          String.format(
              Locale.ROOT,
              "rollback %d of %d: %.3f s, %,d tweets",
              i + 1,
              rollbacks,
              measured.getLast().servedSeconds(),
              accounts.answered()));
    }
    return measured;
  }

  /** Every replica is busy again, and no start is slower for want of tweets. */
  private void awaitFullLoad() throws TimeoutException {
    int answered = accounts.answered();
    long start = System.nanoTime();
    while (accounts.answered() < answered + IN_FLIGHT / 2) {
      feed();
      requirePatience(start, "answers under load");
    }
  }

  private Rollback rollBack() throws TimeoutException {
    long start = System.nanoTime();
    CompletableFuture<Decided> deciding = CompletableFuture.supplyAsync(() -> decided(start));
    while (!deciding.isDone()) {
      feed();
    }
    Decided decided = deciding.join();
    while (accounts.unanswered() > 0) {
      poll();
      requirePatience(start, "answers to all tweets, missing are " + accounts.unanswered());
    }
    double slowest = 0;
    for (ReplicaAnswer answer : decided.answers()) {
      slowest = Math.max(slowest, answer.seconds().orElseThrow(() -> late(answer)));
    }
    long lastOld = lastSeen.getOrDefault(decided.rollout().rollout().replacesOffset(), start);
    return new Rollback(slowest, Math.max(0, lastOld - start) / 1e9);
  }

  private Decided decided(long start) {
    RolloutInForce rollout = desk.decide(ORDER);
    return new Decided(
        rollout,
        new ServedRollout(rollout, start, PATIENCE, ServiceKey.ofEnvironment()).await(replicas));
  }

  private void feed() {
    accounts.sent(load.burst(IN_FLIGHT - accounts.unanswered()).size());
    poll();
  }

  private void poll() {
    for (Classification tag : accounts.poll()) {
      lastSeen.put(tag.rolloutOffset(), System.nanoTime());
    }
  }

  private static IllegalStateException late(ReplicaAnswer answer) {
    return new IllegalStateException(answer.toString());
  }

  private static void requirePatience(long start, String expected) throws TimeoutException {
    if (System.nanoTime() - start > PATIENCE.toNanos()) {
      throw new TimeoutException(
          "expected %s within %d s".formatted(expected, PATIENCE.toSeconds()));
    }
  }
}
