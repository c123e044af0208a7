package io.tocsin.trainer.request;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.rollout.Decision;
import io.tocsin.messaging.rollout.NextRollout;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.Takeover;
import io.tocsin.trainer.published.Published;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rollout that is written with an adapter which did better than the one in force.
 *
 * @param takeover how it comes to answer
 */
record Promotion(Takeover takeover) {
  /**
   * Returns the rollout. Others stay in their roles, but for a shadow whose place is taken: who set
   * them has not had their answer yet.
   *
   * @param published before the adapter
   */
  Rollout of(AdapterPublished adapter, Published published, Verdict.Promoted verdict) {
    Map<String, AdapterPublished> adapters = new HashMap<>(published.adapters());
    adapters.put(adapter.version(), adapter);
    Optional<Rollout> before = published.inForce().map(RolloutInForce::rollout);
    RolloutChange change = takeover.of(adapter.version(), before);
    String why = verdict.reason() + replaced(change, before);
    return new NextRollout(
            adapter.baseFingerprint(), adapters, published.inForce().stream().toList())
        .after(change, new Decision(Announcement.READER, why, adapter.publishedAt()));
  }

  private static String replaced(RolloutChange change, Optional<Rollout> before) {
    return change instanceof RolloutChange.StartShadow
        ? before
            .flatMap(Rollout::shadow)
            .map("; replaces shadow %s, which nobody promoted"::formatted)
            .orElse("")
        : "";
  }
}
