package io.tocsin.monitor.quality;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.monitor.store.JsonSerde;
import io.tocsin.monitor.tweet.Change;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Counts in two steps: each task counts its partitions of the tweets, and one puts the parts
 * together. Between them goes what changed, once in an interval, and not a record for each tweet.
 */
public final class Quality {
  private Quality() {}

  /** Adds both steps to a topology. */
  public static void addTo(
      KStream<String, Change> changes, QualityRules rules, MeterRegistry registry) {
    QualityMeter meter = new QualityMeter(registry);
    changes
        .process(TallyProcessor.by(rules), Named.as("tally"))
        .repartition(
            Repartitioned.<String, Tally>as("tallies")
                .withKeySerde(Serdes.String())
                .withValueSerde(new JsonSerde<>(Tally.class))
                .withNumberOfPartitions(1))
        .process(QualityProcessor.by(rules, meter), Named.as("quality"))
        .to(
            Topics.QUALITY.name(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("quality-topic"));
  }
}
