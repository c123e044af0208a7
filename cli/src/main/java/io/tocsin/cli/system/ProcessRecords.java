package io.tocsin.cli.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of a system, a file each, so that another command finds them again. */
final class ProcessRecords {
  private static final String EXTENSION = ".json";
  private static final List<String> FIRST = List.of(Part.BROKER, Part.INGEST, Part.TRAINER);
  private static final ObjectMapper JSON =
      MessageJson.mapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  ProcessRecords(StateFolder state) {
    this.folder = state.run();
  }

  /** Returns all in the order in which they are started. */
  List<RecordedProcess> all() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(EXTENSION))
          .flatMap(file -> read(file).stream())
          .sorted(Comparator.comparing(ProcessRecords::rank).thenComparing(RecordedProcess::port))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records a process in place of an earlier one of its name. */
  void add(RecordedProcess process) {
    try {
      Files.createDirectories(folder);
      // Moved into place, so that nobody reads half of it.
      Path whole = Files.createTempFile(folder, process.name(), ".new");
      Files.write(whole, JSON.writeValueAsBytes(process));
      Files.move(whole, file(process), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets a process. */
  void remove(RecordedProcess process) {
    try {
      Files.deleteIfExists(file(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int rank(RecordedProcess process) {
    int found = FIRST.indexOf(process.name());
    return found < 0 ? FIRST.size() : found;
  }

  private Path file(RecordedProcess process) {
    return folder.resolve(process.name() + EXTENSION);
  }

  /** Returns none if another command has removed it meanwhile. */
  private static Optional<RecordedProcess> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), RecordedProcess.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SystemException(
          "%s: expected the record of a process (%s): see what runs, and delete the file"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
