package io.tocsin.trainer.published;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.util.Map;
import java.util.Optional;

/**
 * What was published before a moment.
 *
 * @param adapters by version
 * @param inForce the rollout in force on the trainer's base; none before the first
 */
public record Published(Map<String, AdapterPublished> adapters, Optional<RolloutInForce> inForce) {
  public Published {
    adapters = Map.copyOf(adapters);
  }

  /** Returns the version that answers: that of the untrained head before the first rollout. */
  public String activeVersion() {
    return inForce.map(now -> now.rollout().active()).orElse(UntrainedHead.VERSION);
  }

  /** Returns the offset that names the rollout in force. */
  public Optional<Long> rolloutOffset() {
    return inForce.map(RolloutInForce::offset);
  }

  /**
   * Returns how far a partition of topic {@code labels} was read for any adapter: what could not be
   * read before that offset lies among the dead letters already.
   */
  public long labelsReadTo(int partition) {
    return adapters.values().stream()
        .map(adapter -> adapter.labels().endOffsets().byPartition().get(partition))
        .filter(end -> end != null)
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }
}
