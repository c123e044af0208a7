package io.tocsin.monitor.alert;

import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.monitor.store.RecentJsonSerde;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Follows all terms, and tells of those that surge. Time is what the tweets say; only if none comes
 * at all while something surges does the wall clock go on in their place, so that it ends.
 */
final class SurgeProcessor implements Processor<String, Heard, byte[], byte[]> {
  private static final String CLOCK = "alert-clock";
  private static final String CLOCK_KEY = "clock";

  /** So many times the history a term is remembered after it was last met: 5 % of it weigh then. */
  private static final int HISTORIES = 3;

  private final AlertRules rules;
  private final AlertMeter meter;
  private final SurgeWatch watch;
  private final MessageWriter writer = new MessageWriter(URI.create("/monitor-service"));
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<String, AlertClock> clocks;
  private FollowedTerms terms;
  private AlertBoard board;
  private long lastSeenMillis;

  private SurgeProcessor(AlertRules rules, AlertMeter meter) {
    this.rules = rules;
    this.meter = meter;
    this.watch = new SurgeWatch(rules);
  }

  static ProcessorSupplier<String, Heard, byte[], byte[]> by(AlertRules rules, AlertMeter meter) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Heard, byte[], byte[]> get() {
        return new SurgeProcessor(rules, meter);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(clock(), FollowedTerms.store(), AlertBoard.store());
      }
    };
  }

  private static StoreBuilder<KeyValueStore<String, AlertClock>> clock() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(CLOCK),
            Serdes.String(),
            new RecentJsonSerde<>(AlertClock.class))
        .withCachingEnabled();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> ours) {
    this.context = ours;
    this.clocks = ours.getStateStore(CLOCK);
    this.terms = new FollowedTerms(ours.getStateStore(FollowedTerms.STORE), rules.terms());
    this.board = new AlertBoard(ours.getStateStore(AlertBoard.STORE));
    this.lastSeenMillis = ours.currentSystemTimeMs();
    ours.schedule(
        rules.spans().advance(), PunctuationType.WALL_CLOCK_TIME, this::passWithoutTweets);
  }

  @Override
  public void process(Record<String, Heard> record) {
    switch (record.value()) {
      case Mention mention -> meet(record.key(), mention);
      case Deletion(var tweetId) -> {
        terms.forgetExample(tweetId);
        board.forgetExample(tweetId);
      }
    }
  }

  private void meet(String key, Mention mention) {
    lastSeenMillis = context.currentSystemTimeMs();
    AlertClock clock = pass(mention.at());
    Followed before =
        terms
            .find(key)
            .orElseGet(() -> Followed.anew(mention.subject(), bucket(clock), rules.spans()));
    take(key, watch.meet(before, mention, clock));
    meter.followed(terms.size());
  }

  private void passWithoutTweets(long wallMillis) {
    AlertClock clock = clocks.get(CLOCK_KEY);
    if (clock != null && !terms.surging().isEmpty()) {
      long idleMillis = wallMillis - lastSeenMillis;
      if (idleMillis >= rules.spans().advance().toMillis()) {
        pass(clock.now().plusMillis(idleMillis));
        lastSeenMillis = wallMillis;
      }
    }
  }

  private AlertClock pass(Instant time) {
    AlertClock before = clocks.get(CLOCK_KEY);
    AlertClock clock = before == null ? new AlertClock(time, time) : before.at(time);
    clocks.put(CLOCK_KEY, clock);
    if (before != null && bucket(clock) > bucket(before)) {
      for (String key : terms.surging()) {
        take(key, watch.pass(terms.find(key).orElseThrow(), clock));
      }
      long buckets = rules.spans().history().toMillis() / rules.spans().advance().toMillis();
      terms.expire(bucket(clock) - HISTORIES * buckets);
      board.expire(clock.now());
    }
    return clock;
  }

  private long bucket(AlertClock clock) {
    return rules.spans().bucket(clock.now());
  }

  private void take(String key, SurgeWatch.Step step) {
    terms.put(key, step.after());
    step.alert().ifPresent(alert -> tell(key, alert));
  }

  private void tell(String key, Alert alert) {
    board.put(alert);
    meter.told(alert);
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    ProducerRecord<byte[], byte[]> message = writer.record(Topics.ALERTS, key, alert, now);
    context.forward(
        new Record<>(message.key(), message.value(), now.toEpochMilli(), message.headers()));
  }
}
