package io.tocsin.monitor.input;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.contracts.topic.TopicDeclaration;

/** What came in from one topic, counted. */
final class InputMeter {
  private static final String RECORDS = "tocsin.monitor.records";

  private final Counter read;
  private final Counter unreadable;

  InputMeter(MeterRegistry registry, TopicDeclaration topic) {
    this.read = registry.counter(RECORDS, "topic", topic.name(), "outcome", "read");
    this.unreadable = registry.counter(RECORDS, "topic", topic.name(), "outcome", "dead_letter");
  }

  void read() {
    read.increment();
  }

  void unreadable() {
    unreadable.increment();
  }
}
