package io.tocsin.cli.client;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Required;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.quality.Metrics;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The monitor service. */
public final class MonitorClient {
  /** The most that it hands out at once. */
  public static final int MOST_TO_LABEL = 100;

  private final ServiceHttp http;

  public MonitorClient(URI service, ServiceKey key) {
    this.http = new ServiceHttp(service, key);
  }

  /**
   * A tweet that somebody is asked to label.
   *
   * @param reason to be sent back with the label
   */
  @Contract
  public record ToLabel(
      String tweetId, String text, Optional<String> keyword, LabelReason reason) {}

  /**
   * How a version did in a role since it was published.
   *
   * @param metrics on audited tweets; absent if there are none
   */
  @Contract
  public record VersionQuality(String adapterVersion, Role role, Optional<Metrics> metrics) {}

  /**
   * What the monitor would do next.
   *
   * @param at when it looked
   */
  @Contract
  public record Policy(
      @IsoTime Instant at, List<Challenged> challengers, @Required Retraining retrain) {}

  /**
   * A challenger.
   *
   * @param rollout in force
   * @param why it waits, or what is to become of it
   */
  @Contract
  public record Challenged(@Required long rollout, String challenger, String why) {}

  /**
   * Retrains.
   *
   * @param causes all that one may be asked for
   */
  @Contract
  public record Retraining(List<Cause> causes) {}

  /**
   * Something that a retrain may be asked for.
   *
   * @param figures found and wanted
   */
  @Contract
  public record Cause(String kind, String figures) {}

  /** Returns tweets to label, {@link #MOST_TO_LABEL} at most. */
  public List<ToLabel> toLabel() {
    return List.of(http.get("/labelling/next?count=" + MOST_TO_LABEL, ToLabel[].class));
  }

  /** Returns how each version did. */
  public List<VersionQuality> quality() {
    return List.of(http.get("/quality", VersionQuality[].class));
  }

  /** Returns what it would do next, as of its last look. */
  public Policy policy() {
    return http.get("/policy", Policy.class);
  }
}
