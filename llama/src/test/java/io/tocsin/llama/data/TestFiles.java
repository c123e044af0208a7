package io.tocsin.llama.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the tests of this package read. */
final class TestFiles {
  private TestFiles() {}

  static Path write(Path folder, String name, String content) {
    return write(folder, name, content.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path folder, String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a file of {@code src/test/resources/data}; made by {@code make_parquet.py} there. */
  static Path resource(String name) {
    return Path.of("src/test/resources/data", name);
  }
}
