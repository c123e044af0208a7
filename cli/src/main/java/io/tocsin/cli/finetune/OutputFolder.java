package io.tocsin.cli.finetune;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where an adapter goes. Until it is complete, all there is of it lies in a sibling, {@code
 * NAME.unfinished}: the checkpoint of a killed run, and the new folder in the making.
 */
public final class OutputFolder {
  private final Path folder;
  private final Path unfinished;

  private OutputFolder(Path folder) {
    this.folder = folder;
    this.unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
  }

  /**
   * Chooses a folder that is not there yet.
   *
   * @throws FileAlreadyExistsException if it is: an adapter is never overwritten
   */
  public static OutputFolder at(Path folder) throws FileAlreadyExistsException {
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.exists(absolute)) {
      throw new FileAlreadyExistsException(
          "--out: expected a folder that does not exist yet, found %s: name another, or remove it"
              .formatted(folder));
    }
    return new OutputFolder(absolute);
  }

  public Path folder() {
    return folder;
  }

  /** Returns the file from which a killed run goes on. */
  Path checkpoint() {
    return unfinished.resolve("checkpoint.safetensors");
  }

  /** Returns a place for the folder in the making, empty. */
  Path staging() throws IOException {
    Path staging = unfinished.resolve("adapter");
    delete(staging);
    Files.createDirectories(unfinished);
    return staging;
  }

  /** Moves what was made to its place, in one step. */
  void publish() throws IOException {
    Files.move(unfinished.resolve("adapter"), folder, StandardCopyOption.ATOMIC_MOVE);
    delete(unfinished);
  }

  /** Removes a folder of this class's making, with what is unfinished beside it. */
  public static void discard(Path folder) throws IOException {
    OutputFolder output = new OutputFolder(folder.toAbsolutePath().normalize());
    delete(output.folder);
    delete(output.unfinished);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    List<Path> contents;
    try (Stream<Path> walked = Files.walk(folder)) {
      contents = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : contents) {
      Files.delete(path);
    }
  }
}
