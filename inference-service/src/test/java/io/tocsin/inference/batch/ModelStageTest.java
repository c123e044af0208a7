package io.tocsin.inference.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.contracts.classification.Role;
import io.tocsin.inference.metric.InferenceMetrics;
import io.tocsin.inference.model.FakeModel;
import io.tocsin.inference.model.ModelFailedException;
import io.tocsin.inference.rollout.Lineup;
import io.tocsin.inference.rollout.LineupSwitch;
import io.tocsin.inference.rollout.Lineups;
import io.tocsin.inference.rollout.ServedModel;
import io.tocsin.llama.text.TextPreparation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ModelStageTest {
  private final FakeModel active = new FakeModel().failOnLength(3);
  private final FakeModel other = new FakeModel(TextPreparation.WORDS);
  private final LineupSwitch lineups = new LineupSwitch();
  private final WorkQueue queue = new WorkQueue(new WorkQueue.Capacity(100, 100_000, 100));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InferenceMetrics metrics = new InferenceMetrics(registry);
  private final List<ComputedBatch> computed = new ArrayList<>();
  private Runnable afterBatch = () -> {};
  private final ModelStage stage =
      new ModelStage(queue, lineups, this::take, metrics, new BatchLimit(4, Duration.ofSeconds(1)));

  @Test
  void answersInTheOrderOfTheTweets() throws Exception {
    serve(Optional.empty(), Optional.empty());
    queue.add(
        0,
        List.of(
            Incoming.tweet(0, "four"),
            Incoming.unfit(1, "not JSON"),
            Incoming.tweet(2, "abc"),
            Incoming.tweet(3, "fifth")));

    run();

    List<Outcome> outcomes = computed.getFirst().outcomes();
    assertEquals(4, tokens(outcomes.get(0)));
    assertEquals(new Outcome.DeadLettered(outcomes.get(1).record(), "not JSON"), outcomes.get(1));
    assertInstanceOf(Outcome.DeadLettered.class, outcomes.get(2));
    assertEquals(5, tokens(outcomes.get(3)));
    assertEquals(
        List.of(0L, 1L, 2L, 3L),
        outcomes.stream().map(outcome -> outcome.record().offset()).toList());
  }

  @Test
  void computesInPartsWhatTheDeviceHasNoMemoryForAndTellsOfIt() throws Exception {
    active.outOfMemoryFrom(3);
    serve(Optional.empty(), Optional.empty());
    queue.add(0, LongStream.range(0, 4).mapToObj(i -> Incoming.tweet(i, "four")).toList());

    run();

    assertEquals(List.of(4, 2, 2), active.batches());
    assertEquals(4, computed.getFirst().outcomes().size());
    assertEquals(1, registry.get("tocsin.inference.batches.divided").counter().count());
    String told = stage.divided().orElseThrow();
    assertTrue(told.contains("4 texts at once: ai.djl.engine.EngineException"), told);
  }

  @Test
  void endsWhenTheModelAnswersNothingAnyMore() throws Exception {
    serve(Optional.empty(), Optional.empty());
    queue.add(0, List.of(Incoming.tweet(0, "four")));
    active.breakDown();

    assertThrows(ModelFailedException.class, this::run);

    assertEquals(List.of(), computed);
  }

  @Test
  void tellsThoseWhoWaitThatTheModelBrokeDown() {
    serve(Optional.empty(), Optional.empty());
    OneOff oneOff = Incoming.oneOff("four");
    queue.offer(oneOff);
    active.breakDown();

    assertThrows(ModelFailedException.class, stage::run);

    assertEquals(ModelFailedException.class, oneOff.answer().exceptionNow().getClass());
  }

  @Test
  void countsTheTextsThatTheModelSaw() throws Exception {
    serve(Optional.empty(), Optional.empty());
    queue.add(0, LongStream.range(0, 4).mapToObj(i -> Incoming.unfit(i, "not JSON")).toList());
    queue.add(0, List.of(Incoming.tweet(4, "four"), Incoming.unfit(5, "not JSON")));

    run();

    DistributionSummary texts = registry.get("tocsin.inference.batch.texts").summary();
    assertEquals(2, computed.size());
    assertEquals(1, texts.count());
    assertEquals(1, texts.totalAmount());
    assertEquals(1, registry.get("tocsin.inference.model").timer().count());
  }

  @Test
  void hasTheCanaryAnswerAndTheShadowStandBeside() throws Exception {
    serve(Optional.of(0.5), Optional.of("s"));
    queue.add(0, LongStream.range(0, 20).mapToObj(i -> Incoming.tweet(i, "four")).toList());

    run();

    List<Outcome.Tag> tags =
        computed.stream()
            .flatMap(batch -> batch.outcomes().stream())
            .flatMap(outcome -> ((Outcome.Answered) outcome).tags().stream())
            .toList();
    long byCanary = tags.stream().filter(tag -> tag.role() == Role.CANARY).count();
    assertTrue(byCanary > 0 && byCanary < 20, byCanary + " of 20");
    assertEquals(20 - byCanary, tags.stream().filter(tag -> tag.role() == Role.ACTIVE).count());
    assertEquals(20, tags.stream().filter(tag -> tag.version().equals("s")).count());
    assertEquals(40, tags.size());
  }

  @Test
  void tokenisesForEachAdapterAsItWants() throws Exception {
    serve(Optional.empty(), Optional.of("s"));
    queue.add(0, List.of(Incoming.tweet(0, "four")));

    run();

    Outcome.Answered outcome = (Outcome.Answered) computed.getFirst().outcomes().getFirst();
    assertEquals(4, outcome.tags().get(0).classification().tokens());
    assertEquals("four | ?".length(), outcome.tags().get(1).classification().tokens());
  }

  @Test
  void answersATweetOnWhichTheShadowFails() throws Exception {
    other.failOnLength("four | ?".length());
    serve(Optional.empty(), Optional.of("s"));
    queue.add(0, List.of(Incoming.tweet(0, "four")));

    run();

    Outcome.Answered outcome = (Outcome.Answered) computed.getFirst().outcomes().getFirst();
    assertEquals(1, outcome.tags().size());
    assertEquals(1, registry.get("tocsin.inference.shadows.failed").counter().count());
  }

  @Test
  void answersThoseWhoWaitInTheSameBatch() throws Exception {
    serve(Optional.empty(), Optional.empty());
    OneOff oneOff = Incoming.oneOff("ab", "abc");
    queue.add(0, List.of(Incoming.tweet(0, "four")));
    queue.offer(oneOff);
    afterBatch = queue::close;

    stage.run();

    assertEquals(2, oneOff.answer().get().results().size());
    assertEquals(List.of(3, 1, 2, 1, 1, 1), active.batches().subList(0, 6));
  }

  @Test
  void computesABatchUnderOneLineupAndTheNextUnderTheNew() throws Exception {
    serve(Optional.empty(), Optional.empty());
    queue.add(0, LongStream.range(0, 8).mapToObj(i -> Incoming.tweet(i, "four")).toList());
    afterBatch = () -> Lineups.replace(lineups, Lineups.of(7, new ServedModel("b", other)));

    run();

    assertEquals(Optional.of(1L), computed.get(0).rolloutOffset());
    assertEquals(Optional.of(7L), computed.get(1).rolloutOffset());
    assertEquals(1, registry.get("tocsin.inference.swap.pause").timer().count());
  }

  /** Runs until the queue is empty. */
  private void run() throws InterruptedException {
    Runnable before = afterBatch;
    afterBatch =
        () -> {
          before.run();
          if (queue.size() == 0) {
            queue.close();
          }
        };
    stage.run();
  }

  private void take(ComputedBatch batch) {
    computed.add(batch);
    afterBatch.run();
  }

  private void serve(Optional<Double> canaryShare, Optional<String> shadow) {
    Lineups.replace(
        lineups,
        new Lineup(
            Optional.of(1L),
            new ServedModel("a", active),
            canaryShare.map(
                share -> new Lineup.CanaryModel(new ServedModel("c", new FakeModel()), share)),
            shadow.map(version -> new ServedModel(version, other))));
  }

  private static int tokens(Outcome outcome) {
    return ((Outcome.Answered) outcome).tags().getFirst().classification().tokens();
  }
}
