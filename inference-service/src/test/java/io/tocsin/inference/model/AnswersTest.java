package io.tocsin.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.text.TweetText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AnswersTest {
  @Test
  void blamesTheTextThatFailsAlone() {
    FakeModel model = new FakeModel().failOnLength(3);

    List<Result<Classification>> results = Answers.of(model, texts(model, "a", "abc", "ab"));

    assertEquals(1, tokens(results.get(0)));
    assertInstanceOf(Result.Failed.class, results.get(1));
    assertEquals(2, tokens(results.get(2)));
  }

  @Test
  void blamesTheModelWhenItFailsOnEverything() {
    FakeModel model = new FakeModel();
    List<PreparedText> texts = texts(model, "a", "b");
    model.breakDown();

    assertThrows(ModelFailedException.class, () -> Answers.of(model, texts));
  }

  @Test
  void tokenisesAnewForAModelThatPreparesTextsOtherwise() {
    FakeModel plain = new FakeModel(TextPreparation.PLAIN);
    FakeModel words = new FakeModel(TextPreparation.WORDS);

    List<Result<Classification>> results = Answers.of(words, texts(plain, "Fire"));

    assertEquals("fire | ?".length(), tokens(results.getFirst()));
  }

  private static List<PreparedText> texts(TweetModel model, String... texts) {
    return PreparedText.of(model, Stream.of(texts).map(TweetText::of).toList());
  }

  private static int tokens(Result<Classification> result) {
    return result instanceof Result.Done<Classification>(var done) ? done.tokens() : -1;
  }
}
