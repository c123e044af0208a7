package io.tocsin.inference.tweet;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.inference.batch.Outcome;
import io.tocsin.messaging.trace.RecordTraces;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The spans of tweets between reading and commit: of those alone whose writer's trace is sampled.
 * Threads may share it. A span that is forgotten is never exported.
 */
final class TweetTraces {
  private final RecordTraces traces;
  private final String group;
  private final Map<RecordPosition, Span> open = new ConcurrentHashMap<>();

  TweetTraces(RecordTraces traces, String group) {
    this.traces = traces;
    this.group = group;
  }

  /** Begins the span of a tweet. */
  void read(ConsumerRecord<byte[], byte[]> record) {
    if (traces.isSampled(record)) {
      open.put(position(record), traces.process(record, group));
    }
  }

  /** Has what is written of a tweet carry its span. */
  void carry(ConsumerRecord<byte[], byte[]> source, List<ProducerRecord<byte[], byte[]>> written) {
    Span span = open.isEmpty() ? null : open.get(position(source));
    if (span != null) {
      written.forEach(record -> traces.carry(span, record.headers()));
    }
  }

  /**
   * Ends the span of a tweet.
   *
   * @param at when the model had answered
   */
  void committed(Outcome outcome, Instant at) {
    Span span = open.isEmpty() ? null : open.remove(position(outcome.record()));
    if (span != null) {
      describe(span, outcome, at);
      span.end();
    }
  }

  /** Forgets all of them: the tweets are read again. */
  void forget() {
    open.clear();
  }

  private static void describe(Span span, Outcome outcome, Instant at) {
    switch (outcome) {
      case Outcome.Answered answered -> {
        Outcome.Tag tag = answered.tags().getFirst();
        span.setAttribute("tocsin.adapter.version", tag.version())
            .setAttribute("tocsin.category", tag.classification().category())
            .addEvent("answered", at);
      }
      case Outcome.DeadLettered _ -> span.setStatus(StatusCode.ERROR, "dead-lettered");
      case Outcome.Deleted _ -> span.addEvent("deleted", at);
    }
  }

  private static RecordPosition position(ConsumerRecord<byte[], byte[]> record) {
    return new RecordPosition(record.topic(), record.partition(), record.offset());
  }
}
