package io.tocsin.monitor.alert;

import io.tocsin.messaging.message.TweetReader;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.message.Utf8;
import io.tocsin.monitor.input.ClockTolerance;
import io.tocsin.monitor.store.JsonSerde;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Remembers the terms of the tweets of one partition by their offsets until their tags come, and
 * passes deletions on. What is neither is left to inference, which writes the dead letters of
 * these.
 */
final class TweetTermsProcessor implements Processor<byte[], byte[], String, Heard> {
  static final String STORE = "tweet-terms";

  /** A tweet that waits longer for its tag counts by its keyword alone. */
  private static final Duration KEPT = Duration.ofDays(1);

  private ProcessorContext<String, Heard> context;
  private WindowStore<Long, TweetTerms> terms;

  static StoreBuilder<WindowStore<Long, TweetTerms>> store() {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(STORE, KEPT, Duration.ofMillis(1), false),
        Serdes.Long(),
        new JsonSerde<>(TweetTerms.class));
  }

  @Override
  public void init(ProcessorContext<String, Heard> ours) {
    this.context = ours;
    this.terms = ours.getStateStore(STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    try {
      if (record.value() == null && record.key() != null) {
        String tweetId = Utf8.text(record.key());
        context.forward(new Record<>(tweetId, new Deletion(tweetId), record.timestamp()));
      } else {
        remember(record);
      }
    } catch (UnreadableMessageException _) {
      // Neither is it classified, nor does anything bear that id.
    }
  }

  private void remember(Record<byte[], byte[]> record) throws UnreadableMessageException {
    Instant writtenAt = Instant.ofEpochMilli(record.timestamp());
    if (ClockTolerance.isExceeded(writtenAt, Instant.ofEpochMilli(context.currentSystemTimeMs()))) {
      return; // Its tag is refused too.
    }
    RecordMetadata place = context.recordMetadata().orElseThrow();
    TweetTerms found = TweetTerms.of(TweetReader.read(record.value()));
    if (!found.terms().isEmpty()) {
      terms.put(place.offset(), found, writtenAt.toEpochMilli());
    }
  }
}
