package io.tocsin.cli.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Deletes what a system keeps, and nothing else that lies in its folder. */
final class Wipe {
  private Wipe() {}

  /** Deletes the data of a system that does not run. */
  static void of(StateFolder state) {
    try (StateLock _ = StateLock.take(state)) {
      for (Path folder : state.all()) {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the folder of a system that does not run, with whatever lies in it. */
  static void whole(StateFolder state) {
    try {
      delete(state.root());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
