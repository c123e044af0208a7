package io.tocsin.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Whether what must not be told is told. */
final class Secrecy {
  private Secrecy() {}

  /**
   * Returns which files below a folder hold one of the texts, and which. Bytes are compared: not
   * all files are text.
   */
  static List<String> leaks(Path folder, Collection<String> secrets) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file -> leaks(file, read(file), secrets))
          .toList();
    }
  }

  private static Stream<String> leaks(Path file, String content, Collection<String> secrets) {
    return secrets.stream()
        .filter(secret -> content.contains(new String(secret.getBytes(UTF_8), ISO_8859_1)))
        .map(secret -> file + " holds " + secret);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
