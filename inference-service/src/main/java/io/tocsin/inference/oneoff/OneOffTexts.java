package io.tocsin.inference.oneoff;

import io.tocsin.http.problem.RefusedException;
import io.tocsin.inference.InferenceSettings;
import io.tocsin.inference.batch.OneOff;
import io.tocsin.inference.batch.WorkQueue;
import io.tocsin.inference.model.CategoryLogits;
import io.tocsin.inference.model.PreparedText;
import io.tocsin.inference.model.Result;
import io.tocsin.inference.model.TweetModel;
import io.tocsin.inference.rollout.LineupSwitch;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.text.TweetText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has one-off texts classified in the same batches as the stream. */
final class OneOffTexts {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InferenceSettings.Classify limits;
  private final LineupSwitch lineups;
  private final WorkQueue queue;
  private final Duration patience;

  OneOffTexts(InferenceSettings.Classify limits, LineupSwitch lineups, WorkQueue queue) {
    this(limits, lineups, queue, PATIENCE);
  }

  /** As above, with another patience. */
  OneOffTexts(
      InferenceSettings.Classify limits, LineupSwitch lineups, WorkQueue queue, Duration patience) {
    this.limits = limits;
    this.lineups = lineups;
    this.queue = queue;
    this.patience = patience;
  }

  /** Classifies texts, waiting for the batch that takes them. */
  ClassifyAnswer classify(String baseFingerprint, List<TweetText> texts)
      throws InterruptedException {
    requireWithinLimits(texts);
    requireAdmitted(queue.admission(texts.size()));
    OneOff oneOff = new OneOff(PreparedText.of(activeModel(), texts));
    requireAdmitted(queue.offer(oneOff));
    OneOff.Answer answer = await(oneOff);
    TweetModel model = answer.lineup().active().model();
    List<ClassifyAnswer.Classified> classified = new ArrayList<>(texts.size());
    for (Result<Classification> result : answer.results()) {
      classified.add(classified(model.categories(), result, classified.size()));
    }
    return new ClassifyAnswer(
        answer.lineup().active().version(),
        answer.lineup().rolloutOffset(),
        baseFingerprint,
        classified);
  }

  private void requireWithinLimits(List<TweetText> texts) {
    if (texts.size() > limits.maxTexts()) {
      throw tooLarge(
          "expected at most %d texts, found %d".formatted(limits.maxTexts(), texts.size()));
    }
    for (TweetText text : texts) {
      requireShort("texts", text.text());
      requireShort("keywords", text.keyword());
    }
  }

  private void requireShort(String what, String text) {
    if (text.length() > limits.maxCharacters()) {
      throw tooLarge(
          "expected %s of at most %d characters, found one of %d"
              .formatted(what, limits.maxCharacters(), text.length()));
    }
  }

  private void requireAdmitted(WorkQueue.Admission admission) {
    switch (admission) {
      case ADMITTED -> {}
      case FULL -> throw unavailable("more than %d texts wait".formatted(limits.maxWaiting()));
      case CLOSED -> throw stopping();
    }
  }

  private TweetModel activeModel() {
    return lineups
        .current()
        .orElseThrow(() -> unavailable("no adapter is loaded yet"))
        .active()
        .model();
  }

  private OneOff.Answer await(OneOff oneOff) throws InterruptedException {
    try {
      return oneOff.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw unavailable("the model did not come to it within " + patience);
    } catch (CancellationException _) {
      throw stopping();
    } catch (ExecutionException e) {
      throw RefusedException.failed(e.getCause().toString());
    } finally {
      oneOff.answer().cancel(false); // nobody waits any more
    }
  }

  private static ClassifyAnswer.Classified classified(
      List<String> categories, Result<Classification> result, int number) {
    return switch (result) {
      case Result.Failed<Classification>(var reason) ->
          throw RefusedException.failed("the model fails on text %d: %s".formatted(number, reason));
      case Result.Done<Classification>(var classification) ->
          new ClassifyAnswer.Classified(
              classification.category(),
              classification.probability(),
              CategoryLogits.of(categories, classification),
              classification.tokens());
    };
  }

  private static RefusedException tooLarge(String detail) {
    return RefusedException.tooLarge(detail);
  }

  private static RefusedException stopping() {
    return unavailable("the service is being stopped");
  }

  private static RefusedException unavailable(String detail) {
    return RefusedException.unavailable(detail);
  }
}
