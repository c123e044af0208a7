package io.tocsin.monitor.retrain;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests and what became of them, folded record by record. Not for several threads. */
public final class Trainings {
  private final Duration longestWait;
  private final Map<String, RetrainRequested> requests = new HashMap<>();
  private final Map<String, TrainingProgress> progress = new HashMap<>();

  /**
   * Begins with none.
   *
   * @param longestWait a request of which nothing was heard for so long, no trainer has any more
   */
  public Trainings(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /** Takes the next request; one that was written twice is one, until it is forgotten. */
  public void add(RetrainRequested request) {
    requests.merge(
        request.requestId(),
        request,
        (first, again) -> isLongAfter(first.acceptedAt(), again.acceptedAt()) ? again : first);
  }

  /** Takes what is known last of a training. */
  public void add(TrainingProgress step) {
    progress.put(step.requestId(), step);
  }

  /**
   * Returns how it stands, and forgets what is open and will not end.
   *
   * @param adapters all that were published: topics forget requests, but not these
   */
  public TrainingsNow now(Collection<AdapterPublished> adapters, Instant now) {
    Set<String> published = new HashSet<>();
    adapters.forEach(adapter -> published.add(adapter.requestId()));
    for (String id : open(published)) {
      if (isLongAfter(lastHeard(requests.get(id)), now)) {
        requests.remove(id);
        progress.remove(id);
      }
    }
    Set<String> asked = new HashSet<>(published);
    asked.addAll(requests.keySet());
    asked.addAll(progress.keySet());
    return new TrainingsNow(asked, open(published), last(adapters));
  }

  private List<String> open(Set<String> published) {
    return requests.keySet().stream()
        .filter(id -> !published.contains(id) && !isOver(progress.get(id)))
        .sorted()
        .toList();
  }

  private Instant lastHeard(RetrainRequested request) {
    return Optional.ofNullable(progress.get(request.requestId()))
        .map(TrainingProgress::at)
        .filter(request.acceptedAt()::isBefore)
        .orElse(request.acceptedAt());
  }

  private boolean isLongAfter(Instant before, Instant after) {
    return before.plus(longestWait).isBefore(after);
  }

  private Optional<LastTraining> last(Collection<AdapterPublished> adapters) {
    return requests.values().stream()
        .max(Comparator.comparing(RetrainRequested::acceptedAt))
        .map(this::training)
        .or(
            () ->
                adapters.stream()
                    .max(Comparator.comparing(AdapterPublished::publishedAt))
                    .map(Trainings::training));
  }

  private LastTraining training(RetrainRequested request) {
    return new LastTraining(
        request.requestId(),
        request.labelEndOffsets(),
        request.hyperparameters(),
        request.seed(),
        request.acceptedAt(),
        Optional.ofNullable(progress.get(request.requestId()))
            .map(TrainingProgress::at)
            .orElse(request.acceptedAt()));
  }

  private static LastTraining training(AdapterPublished adapter) {
    return new LastTraining(
        adapter.requestId(),
        adapter.labels().endOffsets(),
        adapter.hyperparameters(),
        adapter.seed(),
        adapter.publishedAt(),
        adapter.publishedAt());
  }

  private static boolean isOver(TrainingProgress last) {
    return last != null
        && switch (last.state()) {
          case TrainingState.Published _, TrainingState.Failed _ -> true;
          case TrainingState.Accepted _, TrainingState.Running _, TrainingState.Evaluating _ ->
              false;
        };
  }
}
