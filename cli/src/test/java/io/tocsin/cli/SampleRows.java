package io.tocsin.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** A part of the bundled sample. */
final class SampleRows {
  private SampleRows() {}

  /** Returns the head and the first rows, without those whose text spans lines. */
  static List<String> some(int rows) throws IOException {
    return Files.readString(Places.SAMPLE)
        .lines()
        .filter(line -> line.matches("id,.*|\\d+,.*,[01]"))
        .limit(1 + rows)
        .toList();
  }
}
