package io.tocsin.trainer.progress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tocsin.contracts.training.TrainingState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The trainer's metrics. The figures of steps are those of the last one told, and no number without
 * any: an idle trainer has no loss.
 */
public final class TrainingMeter {
  private static final String PREFIX = "tocsin.training.";

  /** From a quick try to a day on a large base. */
  private static final Duration[] JOB_BUCKETS =
      IntStream.of(10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 28_800, 86_400)
          .mapToObj(Duration::ofSeconds)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<JobEnd, Timer> jobs;
  private volatile Optional<TrainingState> last = Optional.empty();
  private volatile Instant toldAt = Instant.EPOCH;

  /** Registers the metrics, so that they are there before anything happens. */
  public TrainingMeter(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.jobs =
        Arrays.stream(JobEnd.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), this::jobs));
    step("epoch", "Epoch of the current training", TrainingState.Running::epoch);
    step("planned.epochs", "Epochs of the current training", TrainingState.Running::epochs);
    step("step", "Optimiser step of the current training", TrainingState.Running::step);
    step("planned.steps", "Optimiser steps of the current training", TrainingState.Running::steps);
    step("loss", "Loss of the last step told", TrainingState.Running::loss);
    step(
        "tokens.per.second",
        "Tokens a second, padding not counted, in the last step told",
        TrainingState.Running::tokensPerSecond);
    gauge("running", "1 while a request is worked on, else 0", _ -> last.isPresent() ? 1 : 0)
        .register(registry);
    gauge(
            "last.progress.timestamp",
            "When the trainer last told of progress; 0 before it ever did",
            _ -> toldAt.toEpochMilli() / 1000.0)
        .baseUnit("seconds")
        .register(registry);
  }

  /** Takes the state of the current training. */
  public void state(TrainingState state) {
    toldAt = clock.instant();
    last = Optional.of(state);
  }

  /** Counts a job that ended. */
  public void ended(JobEnd end, Duration time) {
    last = Optional.empty();
    jobs.get(end).record(time);
  }

  private void step(
      String name, String description, ToDoubleFunction<TrainingState.Running> figure) {
    gauge(
            name,
            description,
            meter ->
                meter.last.orElse(null) instanceof TrainingState.Running running
                    ? figure.applyAsDouble(running)
                    : Double.NaN)
        .register(registry);
  }

  private Gauge.Builder<TrainingMeter> gauge(
      String name, String description, ToDoubleFunction<TrainingMeter> value) {
    return Gauge.builder(PREFIX + name, this, value).description(description).strongReference(true);
  }

  private Timer jobs(JobEnd end) {
    return Timer.builder(PREFIX + "job")
        .description("From taking a request to its end")
        .tag("outcome", end.label())
        .serviceLevelObjectives(JOB_BUCKETS)
        .register(registry);
  }
}
