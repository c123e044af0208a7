package io.tocsin.monitor.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.monitor.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of requests that no trainer ends. */
final class TrainingsTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Instant ASKED = Examples.NOON;
  private static final Instant LATER = ASKED.plus(Duration.ofDays(2));
  private static final Instant MOMENT_TOO_LATE = ASKED.plus(WEEK).plusMillis(1);
  private static final TrainingState RUNNING = new TrainingState.Running(1, 3, 2, 9, 0.5, 100);
  private static final TrainingState FAILED = new TrainingState.Failed("made for a test");

  private final Trainings trainings = new Trainings(WEEK);

  @Test
  void forgetsWhatNoTrainerTookAsIfNobodyHadAsked() {
    trainings.add(request("ended", ASKED.minusSeconds(1)));
    trainings.add(progress("ended", ASKED, FAILED));
    trainings.add(request("lost", ASKED));
    assertEquals(List.of("lost"), now(ASKED.plus(WEEK)).open());

    TrainingsNow forgotten = now(MOMENT_TOO_LATE);

    assertEquals(List.of(), forgotten.open());
    assertEquals(Set.of("ended"), forgotten.asked());
    assertEquals("ended", forgotten.last().orElseThrow().requestId());
  }

  @Test
  void forgetsATrainingThatIsHeardOfNoMore() {
    trainings.add(request("begun", ASKED));
    trainings.add(progress("begun", LATER, RUNNING));

    assertEquals(List.of("begun"), now(LATER.plus(WEEK)).open());
    assertEquals(Set.of(), now(LATER.plus(WEEK).plusMillis(1)).asked());
  }

  @Test
  void remembersWhatWasEndedOrPublishedHoweverLongAgo() {
    trainings.add(request("failed", ASKED));
    trainings.add(progress("failed", ASKED, FAILED));
    trainings.add(request("v1", ASKED));
    AdapterPublished published = Examples.adapter("v1", Map.of(), Optional.empty());

    TrainingsNow remembered = trainings.now(List.of(published), ASKED.plus(WEEK.multipliedBy(5)));

    assertEquals(List.of(), remembered.open());
    assertEquals(Set.of("failed", "v1"), remembered.asked());
  }

  @Test
  void waitsForWhatWasAskedForAnewThoughTheTopicStillHoldsTheFirst() {
    trainings.add(request("same", ASKED));

    trainings.add(request("same", MOMENT_TOO_LATE));

    assertEquals(List.of("same"), now(MOMENT_TOO_LATE).open());
  }

  @Test
  void takesARequestThatWasWrittenTwiceForOne() {
    trainings.add(request("same", ASKED));
    trainings.add(request("same", LATER));

    assertEquals(ASKED, now(LATER).last().orElseThrow().asked());
  }

  private TrainingsNow now(Instant time) {
    return trainings.now(List.of(), time);
  }

  private static RetrainRequested request(String id, Instant acceptedAt) {
    return new RetrainRequested(
        id,
        new RetrainReason.Operator("ada", "a test"),
        Recipe.SEED.hyperparameters(),
        7,
        EndOffsets.of(100),
        acceptedAt);
  }

  private static TrainingProgress progress(String id, Instant at, TrainingState state) {
    return new TrainingProgress(id, "trainer-0", at, state);
  }
}
