package io.tocsin.trainer.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What there is of a request until its result is published: the checkpoint from which a killed
 * trainer goes on, and the adapter's folder in the making.
 */
public final class WorkFolder {
  /** What can name a folder here and an adapter in every store. */
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  private final Path folder;

  private WorkFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns a request's folder, which need not be there.
   *
   * @throws IllegalArgumentException if the request's id cannot name one
   */
  public static WorkFolder of(Path work, String requestId) {
    if (!REQUEST_ID.matcher(requestId).matches()) {
      throw new IllegalArgumentException(
          "requestId: expected letters, digits, dots, hyphens and underscores, 200 at most,"
              + " beginning with a letter or digit: it names the adapter's version");
    }
    return new WorkFolder(work.toAbsolutePath().resolve(requestId));
  }

  /** Returns the file from which a killed run goes on. */
  public Path checkpoint() {
    return folder.resolve("checkpoint.safetensors");
  }

  /** Returns the name of a new folder, which is not there yet. */
  Path staging() throws IOException {
    Files.createDirectories(folder);
    return folder.resolve("adapter-" + UUID.randomUUID());
  }

  /**
   * Removes it with all it holds.
   *
   * @throws IOException if something of it stays
   */
  public void delete() throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    List<Path> contents;
    try (Stream<Path> walked = Files.walk(folder)) {
      contents = walked.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path path : contents) {
      Files.deleteIfExists(path);
    }
  }
}
