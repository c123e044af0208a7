package io.tocsin.inference.oneoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.inference.Examples;
import io.tocsin.inference.InferenceSettings;
import io.tocsin.inference.batch.BatchLimit;
import io.tocsin.inference.batch.ModelStage;
import io.tocsin.inference.batch.OneOff;
import io.tocsin.inference.batch.WorkQueue;
import io.tocsin.inference.metric.InferenceMetrics;
import io.tocsin.inference.model.FakeModel;
import io.tocsin.inference.model.PreparedText;
import io.tocsin.inference.rollout.LineupSwitch;
import io.tocsin.inference.rollout.Lineups;
import io.tocsin.inference.rollout.ServedModel;
import io.tocsin.llama.text.TweetText;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OneOffTextsTest {
  private static final InferenceSettings.Classify LIMITS = new Limits(2, 10, 2);

  private final LineupSwitch lineups = new LineupSwitch();
  private final WorkQueue queue = new WorkQueue(new WorkQueue.Capacity(10, 1000, 2));
  private final OneOffTexts texts = new OneOffTexts(LIMITS, lineups, queue);

  private record Limits(int maxTexts, int maxCharacters, int maxWaiting)
      implements InferenceSettings.Classify {}

  @AfterEach
  void stop() {
    queue.close();
  }

  @Test
  void answersByTheActiveAdapter() throws Exception {
    serve(new FakeModel());

    ClassifyAnswer answer = texts.classify(Examples.BASE, texts("four", "ab"));

    assertEquals("a", answer.adapterVersion());
    assertEquals(Optional.of(7L), answer.rolloutOffset());
    assertEquals(
        new ClassifyAnswer.Classified("not", 0.75, Map.of("not", 4.0, "disaster", 0.0), 4),
        answer.classifications().getFirst());
    assertEquals(2, answer.classifications().get(1).tokens());
  }

  @Test
  void refusesTooManyTextsAndTooLongOnes() {
    serve(new FakeModel());

    assertEquals(Status.REQUEST_ENTITY_TOO_LARGE, refusal("a", "b", "c").status());
    assertEquals(Status.REQUEST_ENTITY_TOO_LARGE, refusal("12345678901").status());
  }

  @Test
  void refusesTooLongAKeyword() {
    serve(new FakeModel());
    List<TweetText> found = List.of(new TweetText("a", "12345678901"));

    RefusedException refusal =
        assertThrows(RefusedException.class, () -> texts.classify(Examples.BASE, found));

    assertEquals(Status.REQUEST_ENTITY_TOO_LARGE, refusal.status());
    assertEquals(
        "expected keywords of at most 10 characters, found one of 11", refusal.getMessage());
  }

  @Test
  void asksToComeBackBeforeAnAdapterIsLoaded() {
    assertEquals(Status.SERVICE_UNAVAILABLE, refusal("a").status());
  }

  @Test
  void asksToComeBackWhenTooManyTextsWait() {
    FakeModel model = new FakeModel();
    Lineups.replace(lineups, Lineups.of(7, new ServedModel("a", model)));
    queue.offer(new OneOff(PreparedText.of(new FakeModel(), texts("a", "b"))));

    RefusedException refusal = refusal("a");

    assertEquals(Status.SERVICE_UNAVAILABLE, refusal.status());
    assertEquals("more than 2 texts wait", refusal.getMessage());
    assertEquals(0, model.tokenised());
  }

  @Test
  void saysThatItStops() {
    serve(new FakeModel());
    queue.close();

    assertEquals("the service is being stopped", refusal("a").getMessage());
  }

  @Test
  void makesRoomWhenItNoLongerWaits() {
    Lineups.replace(lineups, Lineups.of(7, new ServedModel("a", new FakeModel())));
    OneOffTexts impatient = new OneOffTexts(LIMITS, lineups, queue, Duration.ofMillis(1));

    RefusedException refusal =
        assertThrows(
            RefusedException.class, () -> impatient.classify(Examples.BASE, texts("a", "b")));

    assertEquals(Status.SERVICE_UNAVAILABLE, refusal.status());
    assertEquals("the model did not come to it within PT0.001S", refusal.getMessage());
    assertEquals(WorkQueue.Admission.ADMITTED, queue.admission(2));
  }

  @Test
  void tellsOfATextOnWhichTheModelFails() {
    serve(new FakeModel().failOnLength(3));

    assertEquals(Status.INTERNAL_SERVER_ERROR, refusal("abc").status());
  }

  private RefusedException refusal(String... several) {
    return assertThrows(
        RefusedException.class, () -> texts.classify(Examples.BASE, texts(several)));
  }

  private static List<TweetText> texts(String... texts) {
    return Stream.of(texts).map(TweetText::of).toList();
  }

  private void serve(FakeModel model) {
    Lineups.replace(lineups, Lineups.of(7, new ServedModel("a", model)));
    InferenceMetrics metrics = new InferenceMetrics(new SimpleMeterRegistry());
    ModelStage stage =
        new ModelStage(queue, lineups, _ -> {}, metrics, new BatchLimit(4, Duration.ofSeconds(1)));
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                stage.run();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }
}
