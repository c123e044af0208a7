package io.tocsin.monitor.retrain;

import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.monitor.quality.VersionQuality;
import java.time.Instant;
import java.util.Optional;

/**
 * What the policy decides upon.
 *
 * @param trainings requests and what became of them
 * @param labels how far topic {@code labels} is written
 * @param active how the active version did lately; absent while there is none
 * @param now when it is so
 */
public record RetrainState(
    TrainingsNow trainings, EndOffsets labels, Optional<VersionQuality> active, Instant now) {
  /**
   * Returns how many label records came since a training was asked for. Corrections and deletions
   * count too, and the ends of transactions that deleted: offsets tell no difference.
   */
  long newLabels(LastTraining last) {
    return labels.byPartition().entrySet().stream()
        .mapToLong(
            end ->
                Math.max(
                    0, end.getValue() - last.labels().byPartition().getOrDefault(end.getKey(), 0L)))
        .sum();
  }
}
