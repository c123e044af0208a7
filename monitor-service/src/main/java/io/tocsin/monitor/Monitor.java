package io.tocsin.monitor;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.tocsin.contracts.Require;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.monitor.alert.AlertRules;
import io.tocsin.monitor.alert.AlertSpans;
import io.tocsin.monitor.alert.SurgeThreshold;
import io.tocsin.monitor.drift.DriftThresholds;
import io.tocsin.monitor.labelling.LabellingRules;
import io.tocsin.monitor.quality.QualityRules;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.QueryableStoreType;

/** The streams of the monitor, and questions to their stores. */
public final class Monitor {
  private static final Duration STOP = Duration.ofSeconds(20);

  private final QualityRules quality;
  private final LabellingRules labelling;
  private final Consumer<Throwable> onFailure;
  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;

  /**
   * Prepares the streams.
   *
   * @param onFailure hears why they cannot go on
   * @throws IllegalArgumentException naming the first setting that is wrong
   */
  public Monitor(
      MonitorSettings settings,
      KafkaClients clients,
      MeterRegistry registry,
      Consumer<Throwable> onFailure) {
    this.quality = quality(settings);
    this.labelling = labelling(settings);
    this.onFailure = onFailure;
    String replica = settings.replica().orElseGet(Monitor::host);
    this.streams =
        new KafkaStreams(
            MonitorTopology.of(quality, labelling, alerts(settings), registry),
            new StreamsConfig(StreamsSettings.of(clients, replica, settings.cache())));
    Failures failures = new Failures(InstantSource.system(), onFailure);
    streams.setUncaughtExceptionHandler(failures);
    streams.setStateListener(failures);
    this.metrics = new KafkaStreamsMetrics(streams);
    metrics.bindTo(registry);
  }

  /**
   * Begins; returns at once, while the adapters are read, for which Kafka may have to be awaited.
   */
  public void start() {
    Thread.ofPlatform().daemon().name("streams-start").start(this::begin);
  }

  private void begin() {
    try {
      streams.start();
    } catch (StreamsException e) {
      onFailure.accept(e);
    }
  }

  /** Commits what was done and stops. */
  public void stop() {
    metrics.close();
    streams.close(STOP);
  }

  public QualityRules quality() {
    return quality;
  }

  public LabellingRules labelling() {
    return labelling;
  }

  /** Returns what the streams are doing. */
  public KafkaStreams.State state() {
    return streams.state();
  }

  /**
   * Asks a store.
   *
   * @throws RefusedException if it cannot be asked just now
   */
  public <S, T> T ask(String store, QueryableStoreType<S> type, Function<S, T> question) {
    try {
      return question.apply(streams.store(StoreQueryParameters.fromNameAndType(store, type)));
    } catch (InvalidStateStoreException e) {
      throw RefusedException.unavailable(
          "store %s: expected one that can be asked, found the streams %s: try again soon (%s)"
              .formatted(store, streams.state(), e.getMessage()));
    }
  }

  private static QualityRules quality(MonitorSettings settings) {
    MonitorSettings.Drift drift = settings.drift();
    return new QualityRules(
        settings.categories(),
        settings.quality().horizon(),
        settings.quality().window(),
        settings.quality().interval(),
        new DriftThresholds(drift.watch(), drift.drifted(), drift.minRows()));
  }

  private static LabellingRules labelling(MonitorSettings settings) {
    MonitorSettings.Labelling labelling = settings.labelling();
    Require.that(
        labelling.recency().compareTo(settings.quality().horizon()) <= 0,
        "tocsin.labelling.recency",
        "at most tocsin.quality.horizon, " + settings.quality().horizon(),
        labelling.recency());
    return new LabellingRules(
        labelling.auditShare(),
        labelling.auditRate(),
        labelling.recency(),
        labelling.pool(),
        labelling.again());
  }

  private static AlertRules alerts(MonitorSettings settings) {
    MonitorSettings.Alerts alerts = settings.alerts();
    Require.that(
        settings.categories().containsAll(alerts.categories()),
        "tocsin.alerts.categories",
        "some of tocsin.categories, " + settings.categories(),
        alerts.categories());
    return new AlertRules(
        alerts.categories(),
        new AlertSpans(alerts.advance(), alerts.window(), alerts.history(), alerts.warmUp()),
        new SurgeThreshold(alerts.minTweets(), alerts.minRatio(), alerts.surprise()),
        alerts.interval(),
        alerts.terms());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("this host has no name: set tocsin.replica", e);
    }
  }
}
