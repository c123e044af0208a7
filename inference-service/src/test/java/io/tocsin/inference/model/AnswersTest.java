package io.tocsin.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.text.TweetText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AnswersTest {
  private final List<String> divided = new ArrayList<>();

  @Test
  void blamesTheTextThatFailsAlone() {
    FakeModel model = new FakeModel().failOnLength(3);

    List<Result<Classification>> results =
        Answers.of(model, texts(model, "a", "abc", "ab"), divided::add);

    assertEquals(1, tokens(results.get(0)));
    assertInstanceOf(Result.Failed.class, results.get(1));
    assertEquals(2, tokens(results.get(2)));
  }

  @Test
  void blamesTheModelWhenItFailsOnEverything() {
    FakeModel model = new FakeModel();
    List<PreparedText> texts = texts(model, "a", "b");
    model.breakDown();

    assertThrows(ModelFailedException.class, () -> Answers.of(model, texts, divided::add));
  }

  @Test
  void tokenisesAnewForAModelThatPreparesTextsOtherwise() {
    FakeModel plain = new FakeModel(TextPreparation.PLAIN);
    FakeModel words = new FakeModel(TextPreparation.WORDS);

    List<Result<Classification>> results = Answers.of(words, texts(plain, "Fire"), divided::add);

    assertEquals("fire | ?".length(), tokens(results.getFirst()));
  }

  @Test
  void answersInPartsWhatTheDeviceHasNoMemoryFor() {
    FakeModel model = new FakeModel().outOfMemoryFrom(3);

    List<Result<Classification>> results =
        Answers.of(model, texts(model, "a", "ab", "abc", "abcd", "abcde"), divided::add);

    assertEquals(List.of(1, 2, 3, 4, 5), results.stream().map(AnswersTest::tokens).toList());
    assertEquals(1, divided.size(), divided.toString());
    assertTrue(divided.getFirst().startsWith("5 texts at once: ai.djl.engine.EngineException"));
    assertTrue(divided.getFirst().contains("can't allocate memory"), divided.getFirst());
  }

  private static List<PreparedText> texts(TweetModel model, String... texts) {
    return PreparedText.of(model, Stream.of(texts).map(TweetText::of).toList());
  }

  private static int tokens(Result<Classification> result) {
    return result instanceof Result.Done<Classification>(var done) ? done.tokens() : -1;
  }
}
