package io.tocsin.llama.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.WrongBaseException;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.torch.RowWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassifierTest {
  private static final int MAX_TOKENS = 64;
  private static final double ROUNDING = 1e-5;
  private static final List<String> TEXTS =
      IntStream.range(0, 150)
          .mapToObj(i -> "Flood " + i + " near the river".repeat(i * 7 % 5))
          .toList();

  private static LoadedBase base;
  private static Classifier classifier;

  /** The base's files are gone once it is loaded: whatever reads them again fails. */
  @BeforeAll
  static void load(@TempDir Path folder) throws IOException {
    new SmallBase().write(folder);
    base = LoadedBase.load(folder, Device.cpu(), Precision.FLOAT32);
    for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
      Files.delete(folder.resolve(file));
    }
    classifier = new Classifier(base, MAX_TOKENS);
  }

  @AfterAll
  static void close() {
    classifier.close();
    base.close();
  }

  @Test
  void answersInTheOrderOfTheTexts() {
    try (ServedAdapter adapter = served(1)) {
      List<Classification> together = classifier.classify(adapter, TEXTS);

      assertEquals(TEXTS.size(), together.size());
      for (int i = 0; i < TEXTS.size(); i += 13) {
        Classification alone = classifier.classify(adapter, List.of(TEXTS.get(i))).getFirst();
        assertNear(alone, together.get(i));
        int[] tokens = base.tokenizer().encode(TEXTS.get(i), MAX_TOKENS);
        assertEquals(tokens.length, together.get(i).tokens());
      }
    }
  }

  @Test
  void answersNoTextsWithNothing() {
    try (ServedAdapter adapter = served(1)) {
      assertEquals(List.of(), classifier.classify(adapter, List.of()));
    }
  }

  @Test
  void choosesTheLikeliestOfAnyNumberOfCategories() {
    Categories categories = Categories.of("flood", "fire", "quake");
    try (ServedAdapter adapter = classifier.add(Adapters.random(base, categories, 2))) {
      for (Classification found : classifier.classify(adapter, TEXTS)) {
        int best = found.probabilities().indexOf(Collections.max(found.probabilities()));
        assertEquals(3, found.logits().size());
        assertEquals(categories.names().get(best), found.category());
        assertEquals(found.probabilities().get(best), found.probability());
        assertEquals(best, found.logits().indexOf(Collections.max(found.logits())));
        double sum = found.probabilities().stream().mapToDouble(Double::doubleValue).sum();
        assertEquals(1, sum, 1e-12);
      }
    }
  }

  @Test
  void cutsTextsOff() {
    // Given
    String longText = "fire ".repeat(1_000);
    try (ServedAdapter adapter = served(1);
        Classifier generous = new Classifier(base, Integer.MAX_VALUE)) {
      int[] head = base.tokenizer().encode(longText, MAX_TOKENS);

      // When
      Classification found = classifier.classify(adapter, List.of(longText)).getFirst();
      Classification whole = generous.classify(adapter, List.of(longText)).getFirst();

      // Then
      assertEquals(MAX_TOKENS, found.tokens());
      assertNear(classifier.classifyTokens(adapter, List.of(head)).getFirst(), found);
      assertEquals(base.config().maxPositionEmbeddings(), whole.tokens());
    }
  }

  @Test
  void servesSeveralAdaptersAtOnceAsIfAlone() {
    // Given
    List<ServedAdapter> adapters = IntStream.range(0, 4).mapToObj(i -> served(i)).toList();
    List<List<Classification>> alone =
        adapters.stream().map(adapter -> classifier.classify(adapter, TEXTS)).toList();
    assertNotEquals(alone.get(0), alone.get(1));
    List<Callable<List<Classification>>> tasks = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      adapters.forEach(adapter -> tasks.add(() -> classifier.classify(adapter, TEXTS)));
    }

    // When
    List<List<Classification>> together;
    try (RowWorkers callers = new RowWorkers(4)) {
      together = callers.run(tasks);
    }

    // Then
    for (int i = 0; i < together.size(); i++) {
      assertEquals(alone.get(i % adapters.size()), together.get(i));
    }
    adapters.forEach(ServedAdapter::close);
  }

  @Test
  void addsAdaptersWithoutReadingTheBaseAgain() {
    try (ServedAdapter first = served(1)) {
      List<Classification> before = classifier.classify(first, TEXTS);

      for (int i = 0; i < 50; i++) {
        served(i).close();
      }

      assertEquals(before, classifier.classify(first, TEXTS));
    }
  }

  @Test
  void refusesAnAdapterOfAnotherBase() {
    BaseFingerprint other = new BaseFingerprint("0".repeat(64));
    Adapter adapter = Adapters.random(base, Categories.DISASTER, Optional.of(other), 1);

    WrongBaseException e =
        assertThrows(WrongBaseException.class, () -> classifier.add(adapter).close());

    assertTrue(e.getMessage().contains(base.fingerprint().hex()), e.getMessage());
    assertTrue(e.getMessage().contains(other.hex()), e.getMessage());
  }

  @Test
  void acceptsAnAdapterThatDoesNotTellItsBase() {
    Adapter adapter = Adapters.random(base, Categories.DISASTER, Optional.empty(), 1);

    try (ServedAdapter silent = classifier.add(adapter);
        ServedAdapter telling = served(1)) {
      assertEquals(classifier.classify(telling, TEXTS), classifier.classify(silent, TEXTS));
    }
  }

  @Test
  void measuresAnAdapter() {
    try (ServedAdapter adapter = served(1)) {
      // Given labels that are right for all rows but two.
      List<int[]> sequences =
          TEXTS.stream().map(text -> base.tokenizer().encode(text, MAX_TOKENS)).toList();
      List<Integer> labels = new ArrayList<>();
      for (Classification found : classifier.classifyTokens(adapter, sequences)) {
        labels.add(Categories.DISASTER.indexOf(found.category()));
      }
      labels.set(3, 1 - labels.get(3));
      labels.set(77, 1 - labels.get(77));

      // When
      double accuracy =
          Evaluation.of(classifier.classifyTokens(adapter, sequences), labels).accuracy();

      // Then
      assertEquals((TEXTS.size() - 2.0) / TEXTS.size(), accuracy, 1e-12);
    }
  }

  private static ServedAdapter served(long seed) {
    return classifier.add(Adapters.random(base, Categories.DISASTER, seed));
  }

  private static void assertNear(Classification expected, Classification found) {
    assertEquals(expected.category(), found.category());
    for (int i = 0; i < expected.logits().size(); i++) {
      assertEquals(expected.logits().get(i), found.logits().get(i), ROUNDING);
    }
  }
}
