package io.tocsin.monitor.labelling;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.monitor.store.JsonSerde;
import io.tocsin.monitor.tweet.Change;
import io.tocsin.monitor.tweet.TaggedTweet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Keeps the tweets of one partition that should be labelled first, until they are, or are deleted,
 * or grow old.
 */
public final class CandidateProcessor implements Processor<String, Change, Void, Void> {
  static final String STORE = "candidates";
  private static final Duration EXPIRY = Duration.ofMinutes(1);

  private final LabellingRules rules;
  private ProcessorContext<Void, Void> context;
  private CandidatePool pool;

  private CandidateProcessor(LabellingRules rules) {
    this.rules = rules;
  }

  /** Returns the step of a topology, with its store. */
  public static ProcessorSupplier<String, Change, Void, Void> by(LabellingRules rules) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Change, Void, Void> get() {
        return new CandidateProcessor(rules);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(STORE),
                Serdes.String(),
                new JsonSerde<>(Candidate.class)));
      }
    };
  }

  @Override
  public void init(ProcessorContext<Void, Void> ours) {
    this.context = ours;
    this.pool = new CandidatePool(ours.getStateStore(STORE), rules.pool());
    ours.schedule(EXPIRY, PunctuationType.WALL_CLOCK_TIME, now -> pool.expire(oldest(now)));
  }

  @Override
  public void process(Record<String, Change> record) {
    TaggedTweet tweet = record.value().after();
    Optional<Classification> tag = record.value().tag();
    if (tag.isEmpty() || tweet.label().isPresent()) {
      pool.remove(record.key());
      return;
    }
    tag.filter(this::isRecent)
        .filter(found -> !tweet.isGone(found))
        .flatMap(found -> CandidateRank.of(tweet, found, rules.auditRate()))
        .ifPresent(pool::offer);
  }

  private boolean isRecent(Classification tag) {
    return !tag.receivedAt().isBefore(oldest(context.currentSystemTimeMs()));
  }

  private Instant oldest(long now) {
    return Instant.ofEpochMilli(now).minus(rules.recency());
  }
}
