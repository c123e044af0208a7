package io.tocsin.monitor.retrain;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests and what became of them.
 *
 * @param asked all requests that are known of
 * @param open those that wait or are worked on
 * @param last the newest; none if nobody ever asked
 */
public record TrainingsNow(Set<String> asked, List<String> open, Optional<LastTraining> last) {
  public TrainingsNow {
    asked = Set.copyOf(asked);
    open = List.copyOf(open);
  }
}
