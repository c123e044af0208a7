package io.tocsin.trainer.progress;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.contracts.training.TrainingState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/** The trainer's metrics. The figures of steps are those of the last one told; 0 without any. */
public final class TrainingMeter {
  private static final String PREFIX = "tocsin.training.";

  private final MeterRegistry registry;
  private final AtomicReference<Optional<TrainingState.Running>> last =
      new AtomicReference<>(Optional.empty());

  /** Registers the metrics. */
  public TrainingMeter(MeterRegistry registry) {
    this.registry = registry;
    gauge("epoch", TrainingState.Running::epoch);
    gauge("step", TrainingState.Running::step);
    gauge("steps", TrainingState.Running::steps);
    gauge("loss", TrainingState.Running::loss);
    gauge("tokens.per.second", TrainingState.Running::tokensPerSecond);
  }

  /** Takes the state of the current training. */
  public void state(TrainingState state) {
    last.set(
        state instanceof TrainingState.Running running ? Optional.of(running) : Optional.empty());
  }

  /** Counts a job that ended. */
  public void ended(String outcome, Duration time) {
    last.set(Optional.empty());
    registry.counter(PREFIX + "jobs", "outcome", outcome).increment();
    registry.timer(PREFIX + "job", "outcome", outcome).record(time);
  }

  private void gauge(String name, ToDoubleFunction<TrainingState.Running> figure) {
    registry.gauge(
        PREFIX + name, last, current -> current.get().map(figure::applyAsDouble).orElse(0.0));
  }
}
