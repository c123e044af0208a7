package io.tocsin.monitor.alert;

import io.tocsin.messaging.message.TweetReader;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.monitor.store.JsonSerde;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Remembers the terms of the tweets of one partition by their offsets until their tags come. What
 * is no tweet is left to inference, which writes the dead letters of these.
 */
final class TweetTermsProcessor implements Processor<byte[], byte[], Void, Void> {
  static final String STORE = "tweet-terms";

  /** A tweet that waits longer for its tag counts by its keyword alone. */
  private static final Duration KEPT = Duration.ofDays(1);

  private ProcessorContext<Void, Void> context;
  private WindowStore<Long, TweetTerms> terms;

  static StoreBuilder<WindowStore<Long, TweetTerms>> store() {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(STORE, KEPT, Duration.ofMillis(1), false),
        Serdes.Long(),
        new JsonSerde<>(TweetTerms.class));
  }

  @Override
  public void init(ProcessorContext<Void, Void> ours) {
    this.context = ours;
    this.terms = ours.getStateStore(STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    // A time ahead of ours would let all the others expire.
    long at = Math.min(record.timestamp(), context.currentSystemTimeMs());
    try {
      TweetTerms found = TweetTerms.of(TweetReader.read(record.value()));
      if (!found.terms().isEmpty()) {
        terms.put(place.offset(), found, at);
      }
    } catch (UnreadableMessageException _) {
      // Neither is it classified.
    }
  }
}
