package io.tocsin.monitor.quality;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.quality.Metrics;
import io.tocsin.contracts.quality.QualityWindow;
import io.tocsin.contracts.window.Window;
import io.tocsin.monitor.drift.FigureDrift;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one version did in one role.
 *
 * @param window of the classifications; absent for all since the version was published
 * @param classifications so many it made
 * @param metrics on those that were audited; absent if none was
 * @param confusion the audited ones by what they are, then by what was said
 * @param drift by figure; those with too few classifications are left out
 */
@Contract
public record VersionQuality(
    String adapterVersion,
    Role role,
    Optional<Window> window,
    long classifications,
    Optional<Metrics> metrics,
    Map<String, Map<String, Long>> confusion,
    Map<String, FigureDrift> drift) {
  /** Returns it as topic {@code quality} has it. */
  QualityWindow message() {
    Map<String, Double> indices = new TreeMap<>();
    drift.forEach((figure, found) -> indices.put(figure, found.index()));
    return new QualityWindow(
        adapterVersion, role, window, classifications, metrics, confusion, indices);
  }
}
