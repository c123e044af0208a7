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
   * Returns the rollout, if it takes one: somebody may have made the adapter a shadow before it was
   * published, and inference has waited for it since. Others stay in their roles, but for a shadow
   * whose place is taken: who set them has not had their answer yet.
   *
   * @param published before the adapter
   */
  Optional<Rollout> of(AdapterPublished adapter, Published published, Verdict.Promoted verdict) {
    Map<String, AdapterPublished> adapters = new HashMap<>(published.adapters());
    adapters.put(adapter.version(), adapter);
    Optional<Rollout> before = published.inForce().map(RolloutInForce::rollout);
    RolloutChange change = takeover.of(adapter.version(), before);
    if (isSo(change, before)) {
      return Optional.empty();
    }
    String why = verdict.reason() + replaced(change, before);
    Decision decision = new Decision(Announcement.READER, why, adapter.publishedAt());
    return Optional.of(
        new NextRollout(adapter.baseFingerprint(), adapters, published.inForce().stream().toList())
            .after(change, decision));
  }

  private static boolean isSo(RolloutChange change, Optional<Rollout> before) {
    return change instanceof RolloutChange.StartShadow(String version)
        && before.flatMap(Rollout::shadow).filter(version::equals).isPresent();
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
