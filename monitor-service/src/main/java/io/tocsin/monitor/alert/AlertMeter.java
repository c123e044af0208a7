package io.tocsin.monitor.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.alert.AlertState;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What is followed and told, counted. */
final class AlertMeter {
  private static final String RECORDS = "tocsin.monitor.alerts";

  private final MeterRegistry registry;
  private final AtomicInteger followed;

  AlertMeter(MeterRegistry registry) {
    this.registry = registry;
    this.followed = registry.gauge("tocsin.monitor.alert.terms", new AtomicInteger());
    for (AlertState state : AlertState.values()) {
      registry.counter(RECORDS, "state", text(state));
    }
  }

  void told(Alert alert) {
    registry.counter(RECORDS, "state", text(alert.state())).increment();
  }

  void followed(int terms) {
    followed.set(terms);
  }

  private static String text(AlertState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
