package io.tocsin.monitor.retrain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.quality.Metrics;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.monitor.Examples;
import io.tocsin.monitor.drift.DriftLevel;
import io.tocsin.monitor.drift.FigureDrift;
import io.tocsin.monitor.quality.VersionQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RetrainPolicyTest {
  private static final Instant DONE = Examples.NOON.plus(Duration.ofMinutes(20));
  private static final Instant COOL = DONE.plus(Duration.ofHours(1));
  private static final RetrainPolicy POLICY = policy(Optional.empty());
  private static final VersionQuality FINE = quality(metrics(200, 0.9), Map.of());
  private static final VersionQuality BAD = quality(metrics(100, 0.6), Map.of());
  private static final VersionQuality DRIFTED =
      quality(
          metrics(200, 0.9),
          Map.of("tokens", drift(0.12), "keyword", drift(0.4), "probability", drift(0.3)));

  private final Trainings trainings = new Trainings(Duration.ofDays(7));

  @Test
  void neverAsksForTheFirstTraining() {
    RetrainPlan plan = POLICY.plan(state(1_281, BAD, COOL));

    assertEquals(Optional.empty(), plan.order());
    assertTrue(plan.why().startsWith("nobody has asked"), plan::why);
  }

  @Test
  void asksOnceEnoughLabelsAreNew() {
    train("first", 100);

    assertEquals("no cause that was not asked for already", plan(149, FINE).why());
    RetrainPlan.Order order = plan(150, FINE).order().orElseThrow();
    assertEquals(new RetrainReason.LabelCount(50, 50), order.reason());
    assertEquals(Recipe.SEED.hyperparameters(), order.last().hyperparameters());
    assertEquals(7, order.last().seed());
  }

  @Test
  void asksWhenAccuracyFallsOnEnoughAuditedTweets() {
    train("first", 100);

    assertEquals(
        new RetrainReason.Quality("accuracy", 0.6, 0.7),
        plan(101, BAD).order().orElseThrow().reason());
    VersionQuality fewer = quality(metrics(99, 0.6), Map.of());
    assertEquals(Optional.empty(), plan(101, fewer).order());
    assertEquals(Optional.empty(), plan(101, quality(Optional.empty(), Map.of())).order());
  }

  @Test
  void asksWhenTheStreamDriftsNamingWhatMovedFarthest() {
    train("first", 100);

    assertEquals(
        new RetrainReason.Drift("keyword", 0.4, 0.25),
        plan(101, DRIFTED).order().orElseThrow().reason());
  }

  @Test
  void asksWhenItIsTime() {
    train("first", 100);
    RetrainPolicy daily = policy(Optional.of(Duration.ofDays(1)));
    Instant due = Examples.NOON.plus(Duration.ofDays(1));

    assertEquals(Optional.empty(), daily.plan(state(101, FINE, due.minusSeconds(1))).order());
    assertEquals(
        new RetrainReason.Schedule(due),
        daily.plan(state(101, FINE, due)).order().orElseThrow().reason());
  }

  @Test
  void asksForTheMostUrgentCauseOnly() {
    train("first", 100);

    assertEquals("quality", plan(150, BAD).order().orElseThrow().kind());
  }

  @Test
  void doesNotAskTwiceForOneCause() {
    train("first", 100);
    RetrainPlan.Order order = plan(101, BAD).order().orElseThrow();

    train(order.requestId(), 101);

    RetrainPlan next = plan(102, BAD);
    assertEquals(Optional.empty(), next.order());
    assertTrue(
        next.causes().getFirst().figures().endsWith("asked for by " + order.requestId()),
        () -> next.causes().toString());
    assertEquals("label-count", plan(151, BAD).order().orElseThrow().kind());
  }

  @Test
  void namesACauseAlike() {
    train("first", 100);
    String id = plan(150, FINE).order().orElseThrow().requestId();

    assertEquals(id, plan(170, FINE).order().orElseThrow().requestId());
    assertTrue(id.matches("retrain-label-count-[0-9a-f]{12}"), id);
    train(id, 170);
    String next = plan(220, FINE).order().orElseThrow().requestId();
    assertTrue(!next.equals(id), next);
  }

  @Test
  void waitsWhileATrainingIsOpen() {
    trainings.add(request("first", 100));
    assertTrue(plan(200, BAD).why().startsWith("waiting for the trainer"), plan(200, BAD)::why);

    trainings.add(progress("first", new TrainingState.Running(1, 3, 2, 9, 0.5, 100)));
    assertEquals(Optional.empty(), plan(200, BAD).order());

    trainings.add(progress("first", new TrainingState.Failed("too few labels")));
    assertTrue(plan(200, BAD).order().isPresent());
  }

  @Test
  void coolsDownAfterATraining() {
    train("first", 100);

    RetrainPlan plan = POLICY.plan(state(200, BAD, COOL.minusSeconds(5)));

    assertEquals(Optional.empty(), plan.order());
    assertEquals("cooling down for another 5 s", plan.why());
  }

  @Test
  void doesNotMakeTheSameAdapterAgain() {
    train("first", 100);

    assertEquals("no new label: a retrain would make the same adapter again", plan(100, BAD).why());
  }

  @Test
  void remembersByItsAdapterWhatTopicsForgot() {
    RetrainState state =
        new RetrainState(
            trainings.now(List.of(Examples.adapter("v1", Map.of(), Optional.empty())), COOL),
            EndOffsets.of(50),
            Optional.of(FINE),
            COOL);

    RetrainPlan.Order order = POLICY.plan(state).order().orElseThrow();

    assertEquals("v1", order.last().requestId());
    assertEquals(new RetrainReason.LabelCount(50, 50), order.reason());
  }

  private RetrainPlan plan(long labels, VersionQuality active) {
    return POLICY.plan(state(labels, active, COOL));
  }

  private RetrainState state(long labels, VersionQuality active, Instant now) {
    return new RetrainState(
        trainings.now(List.of(), now), EndOffsets.of(labels - 10, 10), Optional.of(active), now);
  }

  private void train(String id, long labels) {
    trainings.add(request(id, labels));
    trainings.add(progress(id, new TrainingState.Failed("made for a test")));
  }

  /** The newest request is the one that froze most labels. */
  private static RetrainRequested request(String id, long labels) {
    return new RetrainRequested(
        id,
        new RetrainReason.Operator("ada", "a test"),
        Recipe.SEED.hyperparameters(),
        7,
        EndOffsets.of(labels - 10, 10),
        Examples.NOON.plusMillis(labels - 100));
  }

  private static TrainingProgress progress(String id, TrainingState state) {
    return new TrainingProgress(id, "trainer-0", DONE, state);
  }

  private static RetrainPolicy policy(Optional<Duration> every) {
    return new RetrainPolicy(
        new RetrainRules(50, 0.7, 100, Duration.ofDays(1), every, Duration.ofHours(1)), 0.25);
  }

  private static VersionQuality quality(Optional<Metrics> metrics, Map<String, FigureDrift> drift) {
    return new VersionQuality("v1", Role.ACTIVE, Optional.empty(), 1_000, metrics, Map.of(), drift);
  }

  private static Optional<Metrics> metrics(long rows, double accuracy) {
    return Optional.of(new Metrics(rows, accuracy, accuracy, accuracy, accuracy, 0.1, 0.5));
  }

  private static FigureDrift drift(double index) {
    return new FigureDrift(
        index, 0.05, 1_000, 100, index > 0.25 ? DriftLevel.DRIFTED : DriftLevel.WATCH);
  }
}
