package io.tocsin.contracts.quality;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.window.Window;
import java.util.Map;
import java.util.Optional;

/**
 * How one version did in one window.
 *
 * @param adapterVersion not blank
 * @param window when
 * @param classifications so many it made
 * @param metrics on those whose label is known, if there are any
 * @param drift by figure: the distance of its distribution from the adapter's held-out one, from 0
 */
@Contract
public record QualityWindow(
    String adapterVersion,
    Window window,
    @Required long classifications,
    Optional<Metrics> metrics,
    Map<String, Double> drift) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public QualityWindow {
    Require.filled("adapterVersion", adapterVersion);
    Require.present("window", window);
    Require.atLeast("classifications", 0, classifications);
    Require.present("metrics", metrics);
    drift = Require.named("drift", drift);
    drift.forEach((figure, distance) -> Require.notNegative("drift." + figure, distance));
  }
}
