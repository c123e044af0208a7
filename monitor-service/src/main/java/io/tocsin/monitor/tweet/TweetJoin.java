package io.tocsin.monitor.tweet;

import io.tocsin.monitor.input.Input;
import io.tocsin.monitor.store.JsonSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Tags and labels by tweet, in whatever order they come. A tweet is remembered under the time it
 * was last classified, so that Kafka Streams forgets whole segments of old ones; what comes later
 * than the horizon finds nothing.
 */
public final class TweetJoin implements Processor<String, Input, String, Change> {
  /** What is out of order by so much finds all that is within the horizon still. */
  private static final Duration GRACE = Duration.ofDays(1);

  private static final String STORE = "tagged-tweets";

  private final Duration horizon;
  private ProcessorContext<String, Change> context;
  private WindowStore<String, TaggedTweet> tweets;

  private TweetJoin(Duration horizon) {
    this.horizon = horizon;
  }

  /** Returns the step of a topology, with its store. */
  public static ProcessorSupplier<String, Input, String, Change> within(Duration horizon) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Input, String, Change> get() {
        return new TweetJoin(horizon);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(store(horizon));
      }
    };
  }

  private static StoreBuilder<WindowStore<String, TaggedTweet>> store(Duration horizon) {
    Duration kept = horizon.plus(GRACE);
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(STORE, kept, Duration.ofMillis(1), false),
        Serdes.String(),
        new JsonSerde<>(TaggedTweet.class));
  }

  @Override
  public void init(ProcessorContext<String, Change> ours) {
    this.context = ours;
    this.tweets = ours.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, Input> record) {
    switch (record.value()) {
      case Input.Tagged(var tag) -> {
        Found found = found(record.key(), tag.classifiedAt());
        change(
            record,
            found,
            new Change(Optional.of(tag), found.tweet(), found.tweet().with(Answer.of(tag))));
      }
      case Input.Labelled(var label, var at) ->
          label(record, Optional.of(new GivenLabel(label.category(), label.reason(), at)), at);
      case Input.Unlabelled(var at) -> label(record, Optional.empty(), at);
      case Input.Removed(var at) -> {
        Found found = found(record.key(), at);
        change(
            record, found, new Change(Optional.empty(), found.tweet(), found.tweet().removed(at)));
      }
      case Input.Unreadable _ -> throw new IllegalStateException("dead letters go another way");
    }
  }

  /** A tweet as it is remembered, and under which time; none if it is not. */
  private record Found(Optional<Instant> time, TaggedTweet tweet) {}

  private void label(Record<String, Input> record, Optional<GivenLabel> label, Instant at) {
    Found found = found(record.key(), at);
    if (!found.tweet().label().equals(label)) {
      change(record, found, new Change(Optional.empty(), found.tweet(), found.tweet().with(label)));
    }
  }

  private Found found(String tweetId, Instant at) {
    Instant from = at.isAfter(Instant.EPOCH.plus(horizon)) ? at.minus(horizon) : Instant.EPOCH;
    Found last = new Found(Optional.empty(), TaggedTweet.UNKNOWN);
    try (WindowStoreIterator<TaggedTweet> some = tweets.fetch(tweetId, from, at.plus(horizon))) {
      while (some.hasNext()) {
        KeyValue<Long, TaggedTweet> next = some.next();
        last = new Found(Optional.of(Instant.ofEpochMilli(next.key)), next.value);
      }
    }
    return last;
  }

  private void change(Record<String, Input> record, Found found, Change change) {
    Optional<Instant> time = change.after().time();
    if (!time.equals(found.time())) {
      found.time().ifPresent(old -> tweets.put(record.key(), null, old.toEpochMilli()));
    }
    time.ifPresent(now -> tweets.put(record.key(), change.after(), now.toEpochMilli()));
    context.forward(new Record<>(record.key(), change, record.timestamp()));
  }
}
