package io.tocsin.monitor.retrain;

import io.tocsin.contracts.retrain.RetrainReason;
import java.util.List;
import java.util.Optional;

/**
 * What the policy would do.
 *
 * @param order a request to write, if one is due
 * @param why it, or why none yet
 * @param newLabels so many came since the last request
 * @param causes all that it may be asked for, with figures
 */
public record RetrainPlan(
    Optional<Order> order, String why, long newLabels, List<CauseFigures> causes) {
  /**
   * A request that is due.
   *
   * @param kind of the cause
   * @param requestId the same for the same cause
   * @param last the training whose ways it keeps
   */
  public record Order(String kind, String requestId, RetrainReason reason, LastTraining last) {}

  /**
   * A cause, for people.
   *
   * @param figures found and wanted
   */
  public record CauseFigures(String kind, String figures) {}
}
