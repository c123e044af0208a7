package io.tocsin.cli.soak;

import io.tocsin.cli.pipeline.RolloutWriter;
import io.tocsin.contracts.adapter.AdapterPublished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Loads a system, swaps its adapters now and then, and samples it beside that. */
final class SoakRun {
  /** For series that are not one process's. */
  static final String SYSTEM = "system";

  private static final Duration SWAP = Duration.ofSeconds(30);
  private static final int COLLECTIONS = 40;

  /** Not so often that collecting would be the load. */
  private static final Duration RARELY = Duration.ofSeconds(15);

  private final Sampler sampler;
  private final FullLoad load;
  private final RolloutWriter rollouts;
  private final List<AdapterPublished> adapters;
  private final Consumer<String> progress;
  private final List<Measurement> measured = new ArrayList<>();
  private final long start = System.nanoTime();
  private int swaps;
  private long answeredBefore;
  private double secondsBefore;

  SoakRun(
      Sampler sampler,
      FullLoad load,
      RolloutWriter rollouts,
      List<AdapterPublished> adapters,
      Consumer<String> progress) {
    this.sampler = sampler;
    this.load = load;
    this.rollouts = rollouts;
    this.adapters = List.copyOf(adapters);
    this.progress = progress;
  }

  /**
   * Runs for so long.
   *
   * @param every between two samples
   * @throws TimeoutException if tweets are no longer answered
   * @throws IllegalStateException if it can no longer be measured
   */
  void run(Duration time, Duration every) throws TimeoutException {
    adapters.forEach(rollouts::announce);
    Duration dense = time.dividedBy(COLLECTIONS);
    Duration collections = dense.compareTo(RARELY) < 0 ? RARELY : dense;
    try (ScheduledExecutorService beside = Executors.newSingleThreadScheduledExecutor()) {
      List<ScheduledFuture<?>> repeated =
          List.of(
              repeat(beside, every, this::look),
              repeat(beside, SWAP, this::swap),
              repeat(beside, collections, this::lookAfterCollection));
      try {
        load.run(time, () -> repeated.forEach(SoakRun::requireUnbroken));
      } finally {
        repeated.forEach(each -> each.cancel(false));
      }
    }
  }

  /** Returns all that was measured by now, in the order of time. */
  List<Measurement> measured() {
    return List.copyOf(measured);
  }

  private static ScheduledFuture<?> repeat(
      ScheduledExecutorService beside, Duration every, Runnable what) {
    return beside.scheduleAtFixedRate(
        what, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A schedule ends with the first failure, which only its future tells. */
  private static void requireUnbroken(ScheduledFuture<?> repeated) {
    if (repeated.isDone()) {
      throw new IllegalStateException("it could not be measured", repeated.exceptionNow());
    }
  }

  private void look() {
    double seconds = seconds();
    measured.addAll(sampler.look(seconds));
    load.latencies()
        .ifPresent(
            latency -> {
              add(seconds, Figure.MEDIAN, latency.median());
              add(seconds, Figure.P99, latency.p99());
            });
    long answered = load.answered();
    add(seconds, Figure.RATE, (answered - answeredBefore) / (seconds - secondsBefore));
    answeredBefore = answered;
    secondsBefore = seconds;
  }

  private void lookAfterCollection() {
    measured.addAll(sampler.lookAfterCollection(seconds()));
    progress.accept(
        String.format(
            Locale.ROOT, "%5.0f s: %,d tags, %d swaps", seconds(), load.answered(), swaps));
  }

  private void swap() {
    rollouts.activate(adapters.get(swaps % adapters.size()));
    swaps++;
  }

  private void add(double seconds, Figure figure, double value) {
    measured.add(new Measurement(seconds, SYSTEM, figure, value));
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
