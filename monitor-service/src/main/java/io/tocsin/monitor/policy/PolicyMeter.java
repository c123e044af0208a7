package io.tocsin.monitor.policy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What the monitor decided, and what it rests upon. */
final class PolicyMeter {
  private final MeterRegistry registry;
  private final AtomicLong newLabels = new AtomicLong();
  private final AtomicLong pairs = new AtomicLong();

  PolicyMeter(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("tocsin.retrain.new.labels", newLabels, AtomicLong::get).register(registry);
    Gauge.builder("tocsin.challenger.pairs", pairs, AtomicLong::get).register(registry);
  }

  /** Counts a rollout that was wanted. */
  void decided(String change, String outcome) {
    registry.counter("tocsin.rollout.decisions", "change", change, "outcome", outcome).increment();
  }

  /** Counts a request. */
  void asked(String reason) {
    registry.counter("tocsin.retrain.requests", "reason", reason).increment();
  }

  void newLabels(long count) {
    newLabels.set(count);
  }

  void challengers(List<PolicyReport.Challenged> challengers) {
    pairs.set(challengers.stream().mapToLong(challenged -> challenged.pairs().pairs()).sum());
  }

  /** Counts a look at how things are. */
  void round(String outcome) {
    registry.counter("tocsin.policy.rounds", "outcome", outcome).increment();
  }
}
