package io.tocsin.monitor;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.monitor.alert.AlertRules;
import io.tocsin.monitor.alert.Alerts;
import io.tocsin.monitor.drift.References;
import io.tocsin.monitor.input.Input;
import io.tocsin.monitor.input.Inputs;
import io.tocsin.monitor.labelling.CandidateProcessor;
import io.tocsin.monitor.labelling.LabellingRules;
import io.tocsin.monitor.quality.Quality;
import io.tocsin.monitor.quality.QualityRules;
import io.tocsin.monitor.tweet.Change;
import io.tocsin.monitor.tweet.TweetJoin;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** All that happens to records, without a broker, a clock or a framework. */
public final class MonitorTopology {
  private MonitorTopology() {}

  /**
   * Returns the topology.
   *
   * <pre>
   * classifications ─┐
   *                  ├─ by tweet ─┬─ tally ── put together ──▶ quality
   * labels ──────────┘            ├─ candidates
   *                               └─ answered ─┐
   *                                            ├─ by tweet's place ── mentions ── surges ──▶ alerts
   * tweets ── their terms ─────────────────────┘
   * adapters ── references (all of them, everywhere)
   * </pre>
   */
  public static Topology of(
      QualityRules quality, LabellingRules labelling, AlertRules alerts, MeterRegistry registry) {
    StreamsBuilder builder = new StreamsBuilder();
    References.addTo(builder);
    KStream<String, Input> inputs = Inputs.of(builder, quality.categories(), registry);
    KStream<String, Change> changes =
        inputs.process(TweetJoin.within(quality.horizon()), Named.as("tweet-join"));
    Quality.addTo(changes, quality, registry);
    changes.process(CandidateProcessor.by(labelling), Named.as("candidate-pool"));
    Alerts.addTo(builder, changes, alerts, registry);
    return builder.build();
  }
}
