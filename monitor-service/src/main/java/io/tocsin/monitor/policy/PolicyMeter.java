package io.tocsin.monitor.policy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.messaging.rollout.RolloutRefusedException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What the monitor decided, and what it rests upon. All series are there from the start. */
final class PolicyMeter {
  private static final List<String> CHANGES = List.of("start-canary", "promote", "withdraw");
  private static final List<String> REASONS =
      List.of("quality", "drift", "label-count", "schedule");

  private final MeterRegistry registry;
  private final AtomicLong newLabels = new AtomicLong();
  private final AtomicLong pairs = new AtomicLong();

  PolicyMeter(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("tocsin.retrain.new.labels", newLabels, AtomicLong::get).register(registry);
    Gauge.builder("tocsin.challenger.pairs", pairs, AtomicLong::get).register(registry);
    for (String change : CHANGES) {
      decisions(change, "in_force");
      for (RolloutRefusedException.Reason reason : RolloutRefusedException.Reason.values()) {
        decisions(change, reason.name());
      }
    }
    REASONS.forEach(this::requests);
    for (Outcome outcome : Outcome.values()) {
      rounds(outcome);
    }
  }

  /** What became of a look at how things are. */
  enum Outcome {
    DONE,
    /** Another replica has the figures, or none just now. */
    ELSEWHERE,
    FAILED
  }

  /** Counts a rollout that came in force. */
  void decided(String change) {
    decisions(change, "in_force").increment();
  }

  /** Counts a rollout that did not. */
  void refused(String change, RolloutRefusedException.Reason reason) {
    decisions(change, reason.name()).increment();
  }

  /** Counts a request. */
  void asked(String reason) {
    requests(reason).increment();
  }

  void newLabels(long count) {
    newLabels.set(count);
  }

  void challengers(List<PolicyReport.Challenged> challengers) {
    pairs.set(challengers.stream().mapToLong(challenged -> challenged.pairs().pairs()).sum());
  }

  void looked(Outcome outcome) {
    rounds(outcome).increment();
  }

  private Counter decisions(String change, String outcome) {
    return registry.counter(
        "tocsin.rollout.decisions", "change", label(change), "outcome", label(outcome));
  }

  private Counter requests(String reason) {
    return registry.counter("tocsin.retrain.requests", "reason", label(reason));
  }

  private Counter rounds(Outcome outcome) {
    return registry.counter("tocsin.policy.rounds", "outcome", label(outcome.name()));
  }

  private static String label(String name) {
    return name.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
