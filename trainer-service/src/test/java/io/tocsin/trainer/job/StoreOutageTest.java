package io.tocsin.trainer.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.store.FolderDigest;
import io.tocsin.store.WrongAdapterException;
import io.tocsin.trainer.Samples;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StoreOutageTest {
  private static final URI URI_OF_ONE = URI.create("file:///store/r1");
  private static final FolderDigest DIGEST = new FolderDigest("a".repeat(64));

  @TempDir private Path directory;
  private final IOException away = new IOException("503");

  @Test
  void storesWhatWasTrainedWhenTheStoreIsBack() throws IOException {
    FailingStore store = store(request -> request == 1 ? Optional.of(away) : Optional.empty());
    try (JobBench bench = JobBench.open()) {
      TrainingJob job =
          new TrainingJob(
              bench.workshop(directory, store),
              JobBench.topics(),
              Samples.request("r1", JobBench.ENDS, 1),
              _ -> {},
              new Cancellation());

      Outcome outcome = job.run();

      assertInstanceOf(Outcome.Finished.class, outcome);
      assertEquals(2, store.requests());
    }
  }

  @Test
  void givesUpInTimeAndSaysWhy() {
    FailingStore store = store(_ -> Optional.of(away));
    PatientStore patient = new PatientStore(store, Duration.ofMillis(300), new Cancellation());

    IOException e = assertThrows(IOException.class, () -> patient.fetch(URI_OF_ONE, DIGEST));

    assertSame(away, e);
    assertTrue(store.requests() > 1, "asked once");
  }

  static Stream<IOException> lasting() {
    return Stream.of(
        new WrongAdapterException("another digest"), new FileAlreadyExistsException("r1"));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void doesNotAskAgainWhereThatWouldNotHelp(IOException failure) {
    FailingStore store = store(_ -> Optional.of(failure));
    PatientStore patient = new PatientStore(store, Duration.ofMinutes(1), new Cancellation());

    assertThrows(failure.getClass(), () -> patient.fetch(URI_OF_ONE, DIGEST));

    assertEquals(1, store.requests());
  }

  @Test
  void waitsNoLongerOnceItIsCancelled() {
    Cancellation cancellation = new Cancellation();
    FailingStore store =
        store(
            _ -> {
              cancellation.cancel();
              return Optional.of(away);
            });
    PatientStore patient = new PatientStore(store, Duration.ofHours(1), cancellation);

    assertThrows(JobCancelledException.class, () -> patient.fetch(URI_OF_ONE, DIGEST));
  }

  private FailingStore store(IntFunction<Optional<IOException>> failures) {
    return new FailingStore(JobBench.store(directory), failures);
  }
}
