package io.tocsin.monitor.quality;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.monitor.drift.References;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** Puts the parts of all partitions together, and writes what changed now and then. */
final class QualityProcessor implements Processor<String, Tally, byte[], byte[]> {
  static final String TALLIES = "tallies";
  private static final String CHANGED = "tallies-changed";
  private static final Duration EXPIRY = Duration.ofHours(1);

  private final QualityRules rules;
  private final QualityMeter meter;
  private final MessageWriter writer = new MessageWriter(URI.create("/monitor-service"));
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<String, Tally> tallies;
  private Changes changes;
  private QualityFigures figures;

  private QualityProcessor(QualityRules rules, QualityMeter meter) {
    this.rules = rules;
    this.meter = meter;
  }

  static ProcessorSupplier<String, Tally, byte[], byte[]> by(
      QualityRules rules, QualityMeter meter) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Tally, byte[], byte[]> get() {
        return new QualityProcessor(rules, meter);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        // Not cached: whoever asks from another thread would miss what is just being flushed.
        return Set.of(Tallies.store(TALLIES), Changes.store(CHANGED));
      }
    };
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> ours) {
    this.context = ours;
    this.tallies = ours.getStateStore(TALLIES);
    this.changes = new Changes(ours.getStateStore(CHANGED));
    this.figures = new QualityFigures(rules, new References(ours.getStateStore(References.STORE)));
    ours.schedule(rules.interval(), PunctuationType.WALL_CLOCK_TIME, this::write);
    ours.schedule(EXPIRY, PunctuationType.WALL_CLOCK_TIME, this::expire);
    meter.keep(all());
  }

  @Override
  public void process(Record<String, Tally> record) {
    tallies.put(record.key(), record.value());
    changes.add(PartKey.parse(record.key()).whole().text());
  }

  private void write(long now) {
    List<VersionQuality> changed =
        changes.take().stream()
            .map(TallyKey::parse)
            .map(key -> figures.of(key, WholeTallies.of(tallies, key)))
            .toList();
    changed.forEach(quality -> write(quality, Instant.ofEpochMilli(now)));
    meter.tell(changed);
  }

  private void write(VersionQuality quality, Instant now) {
    ProducerRecord<byte[], byte[]> message =
        writer.record(Topics.QUALITY, quality.adapterVersion(), quality.message(), now);
    context.forward(
        new Record<>(message.key(), message.value(), now.toEpochMilli(), message.headers()));
  }

  private void expire(long now) {
    Tallies.expire(tallies, Instant.ofEpochMilli(now), rules.horizon());
    meter.keep(all());
  }

  private List<VersionQuality> all() {
    return WholeTallies.of(tallies).entrySet().stream()
        .map(tally -> figures.of(tally.getKey(), tally.getValue()))
        .toList();
  }
}
