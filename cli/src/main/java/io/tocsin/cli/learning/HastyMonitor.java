package io.tocsin.cli.learning;

import java.util.Map;

/**
 * The monitor's settings for a stream of some hundred tweets in a minute or two. The tests are its
 * own: below which accuracy a retrain is asked for, and by what evidence a challenger wins or goes.
 */
public final class HastyMonitor {
  /** Of so many audited tweets accuracy is told: the default. */
  static final int MIN_AUDITED = 100;

  /** From so many on a challenger is judged, half the default; how is decided by the evidence. */
  static final int MIN_PAIRS = 50;

  static final double AUDIT_RATE = 0.8;

  /** So many answers are expected of a canary, which gives every other one. */
  static final int CANARY_TAGS = 30;

  /** What the monitor is told, by the names of its settings. */
  public static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("tocsin.policy.interval", "PT1S"),
          Map.entry("tocsin.quality.interval", "PT0.5S"),
          // A moment of the stream, where in earnest it is the last day.
          Map.entry("tocsin.quality.window", "PT5S"),
          Map.entry("tocsin.retrain.recent", "PT1M"),
          // So few tweets must nearly all be audited.
          Map.entry("tocsin.labelling.audit-rate", "" + AUDIT_RATE),
          Map.entry("tocsin.labelling.audit-share", "" + AUDIT_RATE),
          Map.entry("tocsin.retrain.enabled", "true"),
          Map.entry("tocsin.retrain.min-audited", "" + MIN_AUDITED),
          Map.entry("tocsin.retrain.cool-down", "PT0S"),
          // The scenario is about accuracy. These would ask as well, and before there is a label.
          Map.entry("tocsin.retrain.new-labels", "100000"),
          Map.entry("tocsin.drift.min-rows", "100000"),
          Map.entry("tocsin.judge.enabled", "true"),
          Map.entry("tocsin.judge.min-pairs", "" + MIN_PAIRS),
          Map.entry("tocsin.judge.canary-share", "0.5"),
          Map.entry("tocsin.judge.canary-tags", "" + CANARY_TAGS));

  private HastyMonitor() {}

  /** Returns in how many tweets there are so many audits, but for bad luck. */
  static int tweetsFor(int audits) {
    return (int) Math.ceil(1.15 * audits / AUDIT_RATE);
  }
}
