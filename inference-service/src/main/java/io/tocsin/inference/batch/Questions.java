package io.tocsin.inference.batch;

import io.tocsin.inference.model.Answers;
import io.tocsin.inference.model.PreparedText;
import io.tocsin.inference.model.Result;
import io.tocsin.inference.rollout.ServedModel;
import io.tocsin.llama.classify.Classification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Texts for several models, each of which is asked but once. */
final class Questions {
  private final Map<ServedModel, List<PreparedText>> texts = new LinkedHashMap<>();
  private final Map<ServedModel, List<Result<Classification>>> results = new LinkedHashMap<>();

  /** A text's place among those for one model. */
  record Question(ServedModel served, int number) {}

  Question ask(ServedModel served, PreparedText text) {
    List<PreparedText> asked = texts.computeIfAbsent(served, _ -> new ArrayList<>());
    asked.add(text);
    return new Question(served, asked.size() - 1);
  }

  /**
   * Has the models answer.
   *
   * @param onDivided hears why a model did not answer all at once
   */
  void answer(Consumer<String> onDivided) {
    texts.forEach(
        (served, asked) -> results.put(served, Answers.of(served.model(), asked, onDivided)));
  }

  Result<Classification> answerTo(Question question) {
    return results.get(question.served()).get(question.number());
  }
}
