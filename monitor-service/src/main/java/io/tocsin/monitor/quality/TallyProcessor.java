package io.tocsin.monitor.quality;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.monitor.drift.Reference;
import io.tocsin.monitor.drift.References;
import io.tocsin.monitor.tweet.Answer;
import io.tocsin.monitor.tweet.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Counts the tweets of one partition, and passes the parts that changed on now and then. */
final class TallyProcessor implements Processor<String, Change, String, Tally> {
  private static final String TALLIES = "partition-tallies";
  private static final String CHANGED = "partition-tallies-changed";
  private static final Duration EXPIRY = Duration.ofHours(1);

  private final QualityRules rules;
  private ProcessorContext<String, Tally> context;
  private KeyValueStore<String, Tally> tallies;
  private Changes changes;
  private References references;

  private TallyProcessor(QualityRules rules) {
    this.rules = rules;
  }

  static ProcessorSupplier<String, Change, String, Tally> by(QualityRules rules) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Change, String, Tally> get() {
        return new TallyProcessor(rules);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        // Tallies change with every tag: between two commits only the last state is written down.
        return Set.of(Tallies.store(TALLIES).withCachingEnabled(), Changes.store(CHANGED));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Tally> ours) {
    this.context = ours;
    this.tallies = ours.getStateStore(TALLIES);
    this.changes = new Changes(ours.getStateStore(CHANGED));
    this.references = new References(ours.getStateStore(References.STORE));
    ours.schedule(rules.interval(), PunctuationType.WALL_CLOCK_TIME, this::passOn);
    ours.schedule(
        EXPIRY,
        PunctuationType.WALL_CLOCK_TIME,
        now -> Tallies.expire(tallies, Instant.ofEpochMilli(now), rules.horizon()));
  }

  @Override
  public void process(Record<String, Change> record) {
    Change change = record.value();
    change.tag().ifPresent(this::count);
    List<Outcome> before = Outcome.of(change.before(), rules.horizon());
    List<Outcome> after = Outcome.of(change.after(), rules.horizon());
    without(after, before).forEach(old -> correct(old.answer(), tally -> tally.minus(old)));
    without(before, after).forEach(found -> correct(found.answer(), tally -> tally.plus(found)));
    List<Pair> pairsBefore = Pair.of(before);
    List<Pair> pairsAfter = Pair.of(after);
    without(pairsAfter, pairsBefore)
        .forEach(old -> correct(old.answer(), tally -> tally.minus(old)));
    without(pairsBefore, pairsAfter)
        .forEach(found -> correct(found.answer(), tally -> tally.plus(found)));
  }

  private static <T> List<T> without(List<T> some, List<T> all) {
    return all.stream().filter(one -> !some.contains(one)).toList();
  }

  private void count(Classification tag) {
    Reference reference = references.of(tag.adapterVersion());
    for (TallyKey key : TallyKey.of(tag, rules.window())) {
      String part = part(key);
      Tally tally = tallies.get(part);
      put(part, (tally == null ? Tally.NOTHING : tally).plus(tag, reference));
    }
  }

  /** An answer was counted when it came: a tally that is not there any more has expired. */
  private void correct(Answer answer, UnaryOperator<Tally> correction) {
    for (TallyKey key : TallyKey.of(answer, rules.window())) {
      String part = part(key);
      Tally tally = tallies.get(part);
      if (tally != null) {
        put(part, correction.apply(tally));
      }
    }
  }

  private String part(TallyKey key) {
    return new PartKey(key, context.taskId().partition()).text();
  }

  private void put(String part, Tally tally) {
    tallies.put(part, tally);
    changes.add(part);
  }

  private void passOn(long now) {
    for (String part : changes.take()) {
      Tally tally = tallies.get(part);
      if (tally != null) {
        context.forward(new Record<>(part, tally, now));
      }
    }
  }
}
