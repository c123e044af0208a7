package io.tocsin.inference.model;

import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.text.TweetText;
import java.util.List;
import java.util.function.Consumer;

/** Asks a model, and tells a text that it cannot answer from a model that answers nothing. */
public final class Answers {
  private static final List<TweetText> PROBE = List.of(TweetText.of("Is this a flood?"));

  private Answers() {}

  /**
   * Classifies texts.
   *
   * @param onDivided hears why, if the model does not answer them all at once
   * @return a result for each, in their order; one that failed is the text's own fault
   * @throws ModelFailedException if the model now fails on any text: whatever is read next would
   *     fail too
   */
  public static List<Result<Classification>> of(
      TweetModel model, List<PreparedText> texts, Consumer<String> onDivided) {
    List<Result<Classification>> results =
        Bisection.of(
            texts,
            some -> finite(model.classify(PreparedText.tokens(model, some))),
            reason -> onDivided.accept("%d texts at once: %s".formatted(texts.size(), reason)));
    boolean anyFailed = results.stream().anyMatch(Result.Failed.class::isInstance);
    if (anyFailed) {
      probe(model);
    }
    return results;
  }

  /**
   * Has a model answer a text that every model can.
   *
   * @throws ModelFailedException if it does not
   */
  public static void probe(TweetModel model) {
    try {
      finite(model.classify(model.tokens(PROBE)));
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new ModelFailedException("the model answers no text: " + e, e);
    }
  }

  private static List<Classification> finite(List<Classification> answers) {
    for (Classification answer : answers) {
      if (!answer.logits().stream().allMatch(Double::isFinite)) {
        throw new IllegalStateException("expected finite logits, found " + answer.logits());
      }
    }
    return answers;
  }
}
