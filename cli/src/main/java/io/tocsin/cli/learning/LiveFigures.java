package io.tocsin.cli.learning;

import io.tocsin.cli.client.MonitorClient;
import io.tocsin.contracts.classification.Role;
import java.util.function.Predicate;

/** Live accuracy, as the monitor has it. */
final class LiveFigures {
  private final MonitorClient monitor;

  LiveFigures(MonitorClient monitor) {
    this.monitor = monitor;
  }

  /** Returns what was audited of all that the stream was told, whoever told it. */
  Audits answers() {
    return sum(found -> found.role() != Role.SHADOW);
  }

  /** Returns what was audited of all that a version answered as the active one. */
  Audits active(String version) {
    return sum(found -> found.role() == Role.ACTIVE && found.adapterVersion().equals(version));
  }

  private Audits sum(Predicate<MonitorClient.VersionQuality> wanted) {
    return monitor.quality().stream()
        .filter(wanted)
        .flatMap(found -> found.metrics().stream())
        .map(metrics -> new Audits(metrics.rows(), Math.round(metrics.accuracy() * metrics.rows())))
        .reduce(Audits.NONE, Audits::plus);
  }
}
