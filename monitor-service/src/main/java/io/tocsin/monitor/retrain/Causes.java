package io.tocsin.monitor.retrain;

import io.tocsin.contracts.quality.Metrics;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.monitor.drift.DriftLevel;
import io.tocsin.monitor.drift.FigureDrift;
import io.tocsin.monitor.quality.VersionQuality;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a retrain may be asked for, the most urgent first. Labels and schedule are about what
 * came since the last request; quality and drift are about one version: if the retrain they brought
 * was no better, only new labels make another worth its while.
 *
 * @param rules from where on
 * @param drifted the index from which on a figure has drifted
 */
record Causes(RetrainRules rules, double drifted) {
  List<Cause> of(RetrainState state, LastTraining last) {
    Stream<Cause> ofVersion =
        state.active().stream().flatMap(active -> Stream.of(quality(active), drift(active)));
    Stream<Cause> sinceLast = Stream.of(labels(state, last), schedule(state, last));
    return Stream.concat(ofVersion, sinceLast).toList();
  }

  private Cause quality(VersionQuality active) {
    Optional<Metrics> enough =
        active.metrics().filter(metrics -> metrics.rows() >= rules.minAudited());
    return new Cause(
        "quality",
        active.adapterVersion(),
        enough
            .map(Metrics::accuracy)
            .filter(accuracy -> accuracy < rules.accuracy())
            .map(found -> new RetrainReason.Quality("accuracy", found, rules.accuracy())),
        "version %s, last %s: %s; a retrain below %s, of %d audited or more"
            .formatted(
                active.adapterVersion(),
                rules.recent(),
                active.metrics().map(Causes::told).orElse("none audited"),
                rules.accuracy(),
                rules.minAudited()));
  }

  private static String told(Metrics metrics) {
    return String.format(
        Locale.ROOT, "accuracy %.3f of %d audited", metrics.accuracy(), metrics.rows());
  }

  private Cause drift(VersionQuality active) {
    Optional<Map.Entry<String, FigureDrift>> farthest =
        active.drift().entrySet().stream()
            .max(
                Comparator.comparing((Map.Entry<String, FigureDrift> one) -> one.getValue().level())
                    .thenComparing(one -> one.getValue().index()));
    return new Cause(
        "drift",
        active.adapterVersion(),
        farthest
            .filter(one -> one.getValue().level() == DriftLevel.DRIFTED)
            .filter(one -> one.getValue().index() > drifted)
            .map(one -> new RetrainReason.Drift(one.getKey(), one.getValue().index(), drifted)),
        "version %s, last %s: %s; a retrain above %s"
            .formatted(
                active.adapterVersion(),
                rules.recent(),
                farthest.map(Causes::told).orElse("no index yet"),
                drifted));
  }

  private static String told(Map.Entry<String, FigureDrift> one) {
    return String.format(
        Locale.ROOT,
        "index of %s %.3f, by chance up to %.3f",
        one.getKey(),
        one.getValue().index(),
        one.getValue().byChance());
  }

  private Cause labels(RetrainState state, LastTraining last) {
    long found = state.newLabels(last);
    return new Cause(
        "label-count",
        last.requestId(),
        Optional.of(found)
            .filter(count -> count >= rules.newLabels())
            .map(count -> new RetrainReason.LabelCount(count, rules.newLabels())),
        "%d of %d new labels since %s".formatted(found, rules.newLabels(), last.requestId()));
  }

  private Cause schedule(RetrainState state, LastTraining last) {
    Optional<Instant> due = rules.every().map(last.asked()::plus);
    return new Cause(
        "schedule",
        last.requestId(),
        due.filter(time -> !state.now().isBefore(time)).map(RetrainReason.Schedule::new),
        due.map(time -> "due at " + time).orElse("none is set"));
  }
}
