package io.tocsin.ingest.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What came in, counted by topic. */
public final class IngestMetrics {
  private static final String RECORDS = "tocsin.ingest.records";
  private static final String BYTES = "tocsin.ingest.bytes";
  private static final String IN_FLIGHT = "tocsin.ingest.in.flight";

  private final MeterRegistry registry;
  private final AtomicInteger inFlight;

  public IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.inFlight = registry.gauge(IN_FLIGHT, new AtomicInteger());
  }

  /** Counts what was not even sent. */
  public void rejected(String topic) {
    count(topic, "rejected");
  }

  void sending() {
    inFlight.incrementAndGet();
  }

  void ended(String topic, SendOutcome outcome, int bytes) {
    inFlight.decrementAndGet();
    switch (outcome) {
      case SendOutcome.Written _ -> {
        count(topic, "accepted");
        registry.counter(BYTES, "topic", topic).increment(bytes);
      }
      case SendOutcome.TooLarge _ -> rejected(topic);
      case SendOutcome.Failed _ -> count(topic, "failed");
    }
  }

  private void count(String topic, String outcome) {
    registry.counter(RECORDS, "topic", topic, "outcome", outcome).increment();
  }
}
