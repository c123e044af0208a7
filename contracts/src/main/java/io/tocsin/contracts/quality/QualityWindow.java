package io.tocsin.contracts.quality;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.window.Window;
import java.util.Map;
import java.util.Optional;

/**
 * How one version did in one role, in one window or since it was published. A later record replaces
 * an earlier one of the same version, role and window: labels come late and are corrected.
 *
 * @param adapterVersion not blank
 * @param role as what it classified
 * @param window of the classifications, whenever their labels came; absent for all since the
 *     version was published
 * @param classifications so many it made
 * @param metrics on those that were audited; absent if none was. Labels given for another reason
 *     are no fair sample of the stream, and count nowhere here
 * @param confusion the audited ones by what they are, then by what the version said; none counted,
 *     none named
 * @param drift by figure: the distance of its distribution from the adapter's held-out one, from 0
 */
@Contract
public record QualityWindow(
    String adapterVersion,
    Role role,
    Optional<Window> window,
    @Required long classifications,
    Optional<Metrics> metrics,
    Map<String, Map<String, Long>> confusion,
    Map<String, Double> drift) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public QualityWindow {
    Require.filled("adapterVersion", adapterVersion);
    Require.present("role", role);
    Require.present("window", window);
    Require.atLeast("classifications", 0, classifications);
    Require.present("metrics", metrics);
    confusion = Require.named("confusion", confusion);
    confusion.forEach(
        (category, said) ->
            Require.named("confusion." + category, said)
                .forEach(
                    (answer, count) ->
                        Require.atLeast("confusion." + category + "." + answer, 1, count)));
    drift = Require.named("drift", drift);
    drift.forEach((figure, distance) -> Require.notNegative("drift." + figure, distance));
  }
}
