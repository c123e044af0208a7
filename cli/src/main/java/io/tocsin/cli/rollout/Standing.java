package io.tocsin.cli.rollout;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.rollout.LedgerReader;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.time.Duration;
import java.util.Optional;

/** As what a new adapter stands in the rollout in force, and how it comes to answer. */
public final class Standing {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Standing() {}

  /** Returns a line. */
  public static String text(AdapterPublished adapter, KafkaClients clients) {
    Optional<Rollout> inForce =
        LedgerReader.now(clients, PATIENCE)
            .history(adapter.baseFingerprint())
            .inForce()
            .map(RolloutInForce::rollout);
    return text(adapter, inForce);
  }

  static String text(AdapterPublished adapter, Optional<Rollout> inForce) {
    String version = adapter.version();
    if (inForce.filter(now -> now.active().equals(version)).isPresent()) {
      return "It answers now.";
    }
    if (inForce.filter(now -> now.shadow().equals(Optional.of(version))).isPresent()) {
      return shadows(inForce.get().active());
    }
    String does = "To have it answer: tocsin rollout activate %s --why TEXT".formatted(version);
    return switch (adapter.verdict()) {
      case Verdict.Promoted _ -> "Another rollout came at the same time or since. " + does;
      case Verdict.KeptBack _ -> "It does not answer. " + does;
    };
  }

  private static String shadows(String active) {
    return """
        It shadows %s, which goes on answering: both tag every tweet from now on.
        Audited labels decide. From 100 of them on (TOCSIN_JUDGE_MIN_PAIRS of the monitor) the better one stays:
          curl MONITOR/labelling/next?count=10              hands tweets out; MONITOR is named by tocsin status
          tocsin label ID CATEGORY --reason audit           for those marked "audit"
        Without labels it goes after 7 days. To decide yourself:
          tocsin rollout promote shadow --why TEXT          or: withdraw shadow
        Without trials in future: tocsin down; tocsin up --challenger switch"""
        .formatted(active);
  }
}
