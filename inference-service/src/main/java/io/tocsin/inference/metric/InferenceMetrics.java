package io.tocsin.inference.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The service's own figures; those of its Kafka clients stand beside them. */
public final class InferenceMetrics {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final double[] BATCH_BUCKETS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
  private static final String TWEETS = "tocsin.inference.tweets";

  private final MeterRegistry registry;
  private final DistributionSummary batchTexts;
  private final Timer model;
  private final Timer latency;
  private final Timer swap;
  private final Timer swapPause;
  private final Counter answered;
  private final Counter deadLettered;
  private final Counter deleted;
  private final Counter aborted;
  private final Counter fenced;
  private final Counter batchesDivided;
  private final Counter shadowsFailed;
  private final Counter adaptersRefused;
  private final Counter rolloutsStale;
  private final Counter broadcastUnreadable;
  private final MultiGauge version;
  private final AtomicLong lag = new AtomicLong();

  /** Registers all figures, so that they are there before anything happens. */
  public InferenceMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.batchTexts =
        DistributionSummary.builder("tocsin.inference.batch.texts")
            .description("Texts classified at once")
            .serviceLevelObjectives(BATCH_BUCKETS)
            .register(registry);
    this.model = histogram("tocsin.inference.model", "Computing one batch");
    this.latency =
        histogram("tocsin.inference.latency", "From a tweet's record to its committed answer");
    this.swap = histogram("tocsin.inference.swap", "From reading a rollout to serving it alone");
    this.swapPause =
        histogram(
            "tocsin.inference.swap.pause", "Between two batches of different lineups, under load");
    this.answered = tweets("answered");
    this.deadLettered = tweets("dead_lettered");
    this.deleted = tweets("deleted");
    this.aborted = counter("transactions.aborted", "Transactions that were begun again");
    this.fenced =
        counter(
            "transactions.fenced",
            "Aborted transactions that the broker refused: others had the partitions, or its time was over");
    this.batchesDivided =
        counter("batches.divided", "Batches that failed whole and were computed in parts");
    this.shadowsFailed = counter("shadows.failed", "Shadow tags that could not be made");
    this.adaptersRefused = counter("adapters.refused", "Adapters that must not serve");
    this.rolloutsStale =
        counter("rollouts.stale", "Rollouts decided in ignorance of the one in force");
    this.broadcastUnreadable =
        counter(
            "broadcast.records.unreadable",
            "Records of adapters and rollouts that could not be read");
    this.version =
        MultiGauge.builder("tocsin.inference.serving.info")
            .description("1 for each version that serves, by the role it serves in")
            .register(registry);
    gauge("tocsin.inference.lag.records", "Tweets written and not yet answered for good", lag::get);
  }

  /** Shows how many tweets wait for the model. */
  public void queue(Supplier<Number> tweets) {
    gauge("tocsin.inference.queue.tweets", "Tweets read that wait for the model", tweets);
  }

  /** Shows how many tensors the model holds. */
  public void tensors(Supplier<Number> tensors) {
    gauge(
        "tocsin.inference.tensors",
        "Tensors that are held: of the base, of adapters, of the batch that is computed",
        tensors);
  }

  /** A batch was computed. */
  public void computed(int texts, Duration took) {
    batchTexts.record(texts);
    model.record(took);
  }

  /** A tweet was answered, and the answer is committed. */
  public void answered(Duration sinceWritten) {
    answered.increment();
    latency.record(sinceWritten);
  }

  /** A dead letter is committed. */
  public void deadLettered() {
    deadLettered.increment();
  }

  /** A tweet's deletion is committed. */
  public void deleted() {
    deleted.increment();
  }

  /** A transaction was aborted. */
  public void aborted() {
    aborted.increment();
  }

  /** A transaction was refused, since this replica's time was over; it counts as aborted, too. */
  public void fenced() {
    fenced.increment();
  }

  /** A batch could only be computed in parts. */
  public void batchDivided() {
    batchesDivided.increment();
  }

  /** Shadows failed on tweets that others answered. */
  public void shadowsFailed(int tweets) {
    shadowsFailed.increment(tweets);
  }

  /** An adapter was refused. */
  public void adapterRefused() {
    adaptersRefused.increment();
  }

  /** A rollout was ignored. */
  public void rolloutStale() {
    rolloutsStale.increment();
  }

  /** A record that every replica reads was no message of its topic. */
  public void broadcastUnreadable() {
    broadcastUnreadable.increment();
  }

  /** A rollout serves, and the one before no longer does. */
  public void swapped(Duration sinceRead) {
    swap.record(sinceRead);
  }

  /** The batch loop went from one lineup to the next while tweets waited. */
  public void swapPause(Duration pause) {
    swapPause.record(pause);
  }

  /** Sets how many tweets are not yet answered for good. */
  public void lag(long records) {
    lag.set(records);
  }

  /** Sets the versions that serve, by role. */
  public void serving(Map<String, String> versionByRole) {
    List<MultiGauge.Row<?>> rows =
        versionByRole.entrySet().stream()
            .<MultiGauge.Row<?>>map(
                serving ->
                    MultiGauge.Row.of(
                        Tags.of("role", serving.getKey(), "version", serving.getValue()), 1))
            .toList();
    version.register(rows, true);
  }

  private Timer histogram(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .publishPercentileHistogram()
        .minimumExpectedValue(LEAST)
        .maximumExpectedValue(MOST)
        .register(registry);
  }

  private Counter tweets(String outcome) {
    return Counter.builder(TWEETS)
        .description("Tweets whose outcome is committed")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder("tocsin.inference." + name).description(description).register(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }
}
