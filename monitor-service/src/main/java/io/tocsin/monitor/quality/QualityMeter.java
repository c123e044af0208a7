package io.tocsin.monitor.quality;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tocsin.contracts.quality.Metrics;
import io.tocsin.contracts.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Quality since publication, and the drift of the newest window, of each version in each role. */
final class QualityMeter {
  private final MultiGauge accuracy;
  private final MultiGauge calibrationError;
  private final MultiGauge audited;
  private final MultiGauge drift;
  private final Map<Tags, VersionQuality> sincePublication = new HashMap<>();
  private final Map<Tags, VersionQuality> newestWindows = new HashMap<>();

  QualityMeter(MeterRegistry registry) {
    this.accuracy = gauge("tocsin.quality.accuracy", registry);
    this.calibrationError = gauge("tocsin.quality.calibration.error", registry);
    this.audited = gauge("tocsin.quality.audited", registry);
    this.drift = gauge("tocsin.drift.index", registry);
  }

  private static MultiGauge gauge(String name, MeterRegistry registry) {
    return MultiGauge.builder(name).register(registry);
  }

  /** Takes what is known anew of some. */
  void tell(List<VersionQuality> some) {
    for (VersionQuality quality : some) {
      if (quality.window().isEmpty()) {
        sincePublication.put(tags(quality), quality);
      } else {
        newestWindows.merge(
            tags(quality),
            quality,
            (known, other) -> start(other).isBefore(start(known)) ? known : other);
      }
    }
    register(accuracy, Metrics::accuracy);
    register(calibrationError, Metrics::ece);
    register(audited, Metrics::rows);
    registerDrift();
  }

  /** Forgets versions of which nothing is kept any more. */
  void keep(List<VersionQuality> all) {
    sincePublication.clear();
    newestWindows.clear();
    tell(all);
  }

  private void register(MultiGauge gauge, ToDoubleFunction<Metrics> figure) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    sincePublication.forEach(
        (tags, quality) ->
            quality
                .metrics()
                .ifPresent(
                    metrics -> rows.add(MultiGauge.Row.of(tags, figure.applyAsDouble(metrics)))));
    gauge.register(rows, true);
  }

  private void registerDrift() {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    newestWindows.forEach(
        (tags, quality) ->
            quality
                .drift()
                .forEach(
                    (figure, found) ->
                        rows.add(MultiGauge.Row.of(tags.and("figure", figure), found.index()))));
    drift.register(rows, true);
  }

  private static Tags tags(VersionQuality quality) {
    String role = quality.role().name().toLowerCase(Locale.ROOT);
    return Tags.of("version", quality.adapterVersion(), "role", role);
  }

  private static Instant start(VersionQuality quality) {
    return quality.window().map(Window::start).orElse(Instant.EPOCH);
  }
}
