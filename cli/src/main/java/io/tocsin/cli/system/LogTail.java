package io.tocsin.cli.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The logs of a system, and what they end with. */
final class LogTail {
  private static final String EXTENSION = ".log";

  private LogTail() {}

  /**
   * Returns the logs of processes.
   *
   * @param names of the processes; none for all
   * @throws SystemException if a process has no log
   */
  static List<Path> files(StateFolder state, List<String> names) {
    List<String> found = names(state);
    names.stream()
        .filter(name -> !found.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new SystemException(
                  "%s: expected the name of a process with a log in %s, which are %s"
                      .formatted(name, state.logs(), found));
            });
    return (names.isEmpty() ? found : names)
        .stream().map(name -> state.logs().resolve(name + EXTENSION)).toList();
  }

  /** Returns the process whose log it is. */
  static String name(Path log) {
    String file = log.getFileName().toString();
    return file.substring(0, file.length() - EXTENSION.length());
  }

  private static List<String> names(StateFolder state) {
    try (Stream<Path> files = Files.list(state.logs())) {
      return files
          .filter(file -> file.toString().endsWith(EXTENSION))
          .map(LogTail::name)
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the last lines; none if there is no such file. */
  static List<String> of(Path log, int lines) {
    Deque<String> last = new ArrayDeque<>();
    // A reader made so replaces what is not UTF-8, where that of Files would fail.
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        last.addLast(line);
        if (last.size() > lines) {
          last.removeFirst();
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(last);
  }
}
