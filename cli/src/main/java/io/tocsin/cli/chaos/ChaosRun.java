package io.tocsin.cli.chaos;

import io.tocsin.cli.outcome.OutcomeCheck;
import io.tocsin.cli.pipeline.BenchSystem;
import io.tocsin.cli.pipeline.GroupProgress;
import io.tocsin.cli.pipeline.RolloutWriter;
import io.tocsin.cli.pipeline.TagAccounts;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.kafka.KafkaClients;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** A run by a plan: load, faults at their moments, and the account at the end. */
final class ChaosRun {
  /** Longer than any fault takes: then something hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Enough that no replica waits for tweets. */
  private static final int IN_FLIGHT = 1024;

  private final BenchSystem system;
  private final KafkaClients clients;
  private final Consumer<String> progress;
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger swaps = new AtomicInteger();

  ChaosRun(BenchSystem system, Consumer<String> progress) {
    this.system = system;
    this.clients = system.clients();
    this.progress = progress;
  }

  /**
   * Runs a plan.
   *
   * @param adapters that take turns
   * @throws TimeoutException if tweets are no longer answered, or transactions stay open
   */
  ChaosReport run(
      ChaosTerms terms, FaultPlan plan, List<TweetText> texts, List<AdapterPublished> adapters)
      throws TimeoutException, IOException {
    try (Admin admin = clients.admin();
        TagStream tags = new TagStream(clients);
        RolloutWriter rollouts = new RolloutWriter(clients);
        KnownTweets tweets = new KnownTweets(clients, texts, terms.seed(), terms.tweets())) {
      adapters.forEach(rollouts::announce);
      Disruptions disruptions = new Disruptions(system, admin, written::get, progress);
      long start = System.nanoTime();
      try (Lane disrupting = new Lane(plan.disruptions(), disruptions::apply);
          Lane swapping = new Lane(plan.swaps(), fault -> swap(fault, rollouts, adapters))) {
        load(terms.tweets(), tweets, new TagAccounts(tags), List.of(disrupting, swapping));
      }
      int ended = disruptions.endedByThemselves();
      awaitOutcomes();
      double seconds = (System.nanoTime() - start) / 1e9;
      progress.accept("all records have been dealt with; counting what became of each");
      return new ChaosReport(
          terms, found(tweets, adapters), swaps.get(), ended, seconds, disruptions.done());
    }
  }

  private Found found(KnownTweets tweets, List<AdapterPublished> adapters)
      throws TimeoutException, IOException {
    return new Found(
        OutcomeCheck.settled(clients),
        tweets.expected(clients),
        StoredDigests.differing(adapters),
        AbortedTags.count(clients));
  }

  private void load(int total, KnownTweets tweets, TagAccounts accounts, List<Lane> lanes)
      throws TimeoutException {
    long last = System.nanoTime();
    while (written.get() < total || !lanes.stream().allMatch(Lane::isOver)) {
      lanes.forEach(lane -> lane.at(written.get()));
      int limit = lanes.stream().mapToInt(Lane::limit).reduce(total, Math::min);
      int room = Math.min(IN_FLIGHT - accounts.unanswered(), limit - written.get());
      if (room > 0) {
        accounts.sent(tweets.burst(room));
        written.set(tweets.written());
      }
      boolean isWaiting = accounts.poll().isEmpty() && accounts.unanswered() > 0;
      last = isWaiting ? last : System.nanoTime();
      if (System.nanoTime() - last > PATIENCE.toNanos()) {
        throw new TimeoutException(
            "expected answers to %d tweets, none came in the last %d s"
                .formatted(accounts.unanswered(), PATIENCE.toSeconds()));
      }
    }
  }

  private void awaitOutcomes() throws TimeoutException {
    try (GroupProgress group = new GroupProgress(clients)) {
      group.awaitEnd(PATIENCE);
    }
  }

  private void swap(PlannedFault planned, RolloutWriter rollouts, List<AdapterPublished> adapters) {
    if (planned.fault() instanceof Fault.Swap(int number)) {
      AdapterPublished adapter = adapters.get(number % adapters.size());
      long rollout = rollouts.activate(adapter);
      swaps.incrementAndGet();
      progress.accept(
          String.format(
              Locale.ROOT,
              "%,9d  rollout %d: %s answers",
              written.get(),
              rollout,
              adapter.version()));
    }
  }
}
