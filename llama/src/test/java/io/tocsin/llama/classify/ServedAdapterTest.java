package io.tocsin.llama.classify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServedAdapterTest {
  private static final List<String> TEXTS = List.of("Fire downtown", "Lunch", "The dam broke");
  private static final String RETIRED = "the adapter was retired: name one that is served";

  private static LoadedBase base;
  private static Classifier classifier;

  private final ServedAdapter adapter =
      classifier.add(Adapters.random(base, Categories.DISASTER, 1));

  @BeforeAll
  static void load(@TempDir Path folder) throws IOException {
    base = LoadedBase.load(new SmallBase().write(folder), Device.cpu(), Precision.FLOAT32);
    classifier = new Classifier(base, 64);
  }

  @AfterAll
  static void close() {
    classifier.close();
    base.close();
  }

  @Test
  void isFreedWhenRetired() {
    assertFalse(adapter.freed());

    adapter.close();

    assertTrue(adapter.freed());
    assertThrows(IllegalStateException.class, () -> adapter.ofPart(0).toArray());
  }

  @Test
  void isFreedOnlyAfterItsLastReader() {
    // Given
    adapter.acquire();
    adapter.acquire();

    // When
    adapter.close();

    // Then
    assertFalse(adapter.freed());
    adapter.release();
    assertDoesNotThrow(() -> adapter.ofPart(0).toArray());
    adapter.release();
    assertTrue(adapter.freed());
    assertThrows(IllegalStateException.class, () -> adapter.ofPart(0).toArray());
  }

  @Test
  void cannotBeUsedOnceRetired() {
    adapter.close();

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> classifier.classify(adapter, TEXTS));

    assertEquals(RETIRED, e.getMessage());
  }

  @Test
  void refusesNewReadersWhileOldOnesEnd() {
    adapter.acquire();

    adapter.close();

    assertThrows(IllegalStateException.class, adapter::acquire);
    assertFalse(adapter.freed());
    adapter.release();
    assertTrue(adapter.freed());
  }

  @Test
  void mayBeRetiredTwice() {
    adapter.acquire();

    adapter.close();
    adapter.close();

    assertFalse(adapter.freed());
    adapter.release();
    assertTrue(adapter.freed());
  }

  @Test
  void aFailedBatchLetsGoOfIt() {
    List<int[]> beyondTheVocabulary = List.of(new int[] {base.config().vocabSize()});
    assertThrows(
        RuntimeException.class, () -> classifier.classifyTokens(adapter, beyondTheVocabulary));

    adapter.close();

    assertTrue(adapter.freed());
  }

  @Test
  void mayBeRetiredWhileThreadsUseIt() throws Exception {
    // Given threads that classify until they are told that the adapter is gone.
    int threads = 4;
    List<Classification> expected = classifier.classify(adapter, TEXTS);
    CountDownLatch busy = new CountDownLatch(threads);
    List<Future<String>> ends;
    try (ExecutorService callers = Executors.newFixedThreadPool(threads)) {
      ends =
          Stream.generate(() -> callers.submit(() -> untilRetired(expected, busy)))
              .limit(threads)
              .toList();

      // When
      busy.await();
      adapter.close();
    }

    // Then
    for (Future<String> end : ends) {
      assertEquals(RETIRED, end.get());
    }
    assertTrue(adapter.freed());
  }

  private String untilRetired(List<Classification> expected, CountDownLatch busy) {
    while (true) {
      try {
        assertEquals(expected, classifier.classify(adapter, TEXTS));
      } catch (IllegalStateException e) {
        return e.getMessage();
      } finally {
        busy.countDown();
      }
    }
  }
}
