package io.tocsin.ingest.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tocsin.contracts.access.Access;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came in, counted by topic. */
public final class IngestMetrics {
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofMinutes(1);

  private final Map<String, TopicMeters> meters;
  private final AtomicInteger inFlight = new AtomicInteger();

  /** Registers all figures, so that they are there before anything happens. */
  public IngestMetrics(MeterRegistry registry) {
    meters =
        Access.INGEST.writtenTopics().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), topic -> new TopicMeters(registry, topic)));
    Gauge.builder("tocsin.ingest.in.flight.records", inFlight::get)
        .description("Records that wait for Kafka's acknowledgement")
        .register(registry);
  }

  /** Counts what was not even sent. */
  public void rejected(String topic) {
    meters.get(topic).rejected.increment();
  }

  void sending() {
    inFlight.incrementAndGet();
  }

  void ended(String topic, SendOutcome outcome, Sent sent) {
    inFlight.decrementAndGet();
    TopicMeters figures = meters.get(topic);
    switch (outcome) {
      case SendOutcome.Written _ -> {
        figures.accepted.increment();
        figures.bytes.increment(sent.bytes());
        figures.send.record(sent.took());
      }
      case SendOutcome.TooLarge _ -> rejected(topic);
      case SendOutcome.Failed _ -> figures.failed.increment();
    }
  }

  /**
   * A record that was handed to Kafka's client.
   *
   * @param bytes of its key and value
   * @param took until the client knew what became of it
   */
  record Sent(int bytes, Duration took) {}

  private record TopicMeters(
      Counter accepted, Counter rejected, Counter failed, Counter bytes, Timer send) {
    TopicMeters(MeterRegistry registry, String topic) {
      this(
          records(registry, topic, "accepted"),
          records(registry, topic, "rejected"),
          records(registry, topic, "failed"),
          Counter.builder("tocsin.ingest.bytes")
              .description("Keys and values that Kafka has acknowledged")
              .tag("topic", topic)
              .register(registry),
          Timer.builder("tocsin.ingest.send")
              .description("From handing a record to Kafka's client to its acknowledgement")
              .tag("topic", topic)
              .publishPercentileHistogram()
              .minimumExpectedValue(LEAST)
              .maximumExpectedValue(MOST)
              .register(registry));
    }

    private static Counter records(MeterRegistry registry, String topic, String outcome) {
      return Counter.builder("tocsin.ingest.records")
          .description("Records accepted by Kafka, rejected as wrong, or failed on the way to it")
          .tags("topic", topic, "outcome", outcome)
          .register(registry);
    }
  }
}
