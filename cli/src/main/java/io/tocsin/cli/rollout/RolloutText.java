package io.tocsin.cli.rollout;

import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.rollout.RolloutPeriod;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rollouts in words. */
public final class RolloutText {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private RolloutText() {}

  /** Returns who answers as what, such as {@code v1; canary v2 10 %; shadow v3}. */
  public static String roles(Rollout rollout) {
    return rollout.active()
        + rollout.canary().map(RolloutText::canary).orElse("")
        + rollout.shadow().map("; shadow %s"::formatted).orElse("");
  }

  /** Returns a history, one rollout after the other. */
  static String history(List<RolloutPeriod> periods) {
    return periods.isEmpty()
        ? "No rollout yet: the untrained head answers."
        : periods.stream().map(RolloutText::period).collect(Collectors.joining("\n"));
  }

  /** Returns who answered from when until when, by whose decision and why. */
  static String period(RolloutPeriod period) {
    Rollout rollout = period.rollout();
    return """
        %-6d until %-6s  %s  %s
                             by %s on base %.12s: %s"""
        .formatted(
            period.offset(),
            period.replacedBy().map(String::valueOf).orElse("now"),
            time(rollout.decidedAt()),
            roles(rollout),
            rollout.decidedBy(),
            rollout.baseFingerprint(),
            rollout.why());
  }

  private static String canary(Canary canary) {
    return String.format(
        Locale.ROOT, "; canary %s %.3g %%", canary.version(), 100 * canary.share());
  }

  private static String time(Instant time) {
    return LOCAL.format(time);
  }
}
