package io.tocsin.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of an adapter. As text, in UTF-8: a line {@value #FORMAT}, then a line {@code sha256
 * size name} for each file, in the order of their names.
 *
 * @param files at least one, by name, no name twice
 */
record Manifest(List<StoredFile> files) {
  private static final String FORMAT = "tocsin-adapter 1";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) (.+)");

  Manifest {
    files = files.stream().sorted(Comparator.comparing(StoredFile::name)).toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException("expected files, found none");
    }
    if (names(files).size() < files.size()) {
      throw new IllegalArgumentException("expected each file once, found " + files);
    }
  }

  /**
   * Hashes the files of a folder.
   *
   * @throws IOException as {@link FolderDigest#of}
   */
  static Manifest of(Path folder) throws IOException {
    List<StoredFile> files = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : (Iterable<Path>) entries::iterator) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new WrongAdapterException(file + ": expected a regular file");
        }
        files.add(StoredFile.of(file));
      }
      return new Manifest(files);
    } catch (IllegalArgumentException e) {
      throw new WrongAdapterException(folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if a line is not as expected
   */
  static Manifest parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(FORMAT)) {
      throw new IllegalArgumentException(
          "expected a manifest that begins with \"%s\", found %s"
              .formatted(FORMAT, lines.isEmpty() ? "nothing" : '"' + lines.getFirst() + '"'));
    }
    return new Manifest(lines.stream().skip(1).map(Manifest::file).toList());
  }

  private static StoredFile file(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a line \"sha256 size name\", found \"" + line + '"');
    }
    return new StoredFile(
        matcher.group(3), Long.parseLong(matcher.group(2)), new Sha256(matcher.group(1)));
  }

  String text() {
    return files.stream()
        .map(file -> "%s %d %s\n".formatted(file.sha256(), file.size(), file.name()))
        .collect(Collectors.joining("", FORMAT + "\n", ""));
  }

  FolderDigest digest() {
    String lines =
        files.stream()
            .map(file -> "%s %s\n".formatted(file.sha256(), file.name()))
            .collect(Collectors.joining());
    return new FolderDigest(Sha256.of(lines).hex());
  }

  private static TreeSet<String> names(List<StoredFile> files) {
    return files.stream().map(StoredFile::name).collect(Collectors.toCollection(TreeSet::new));
  }
}
