package io.tocsin.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Rows of random tokens.
 *
 * @param sequences token ids
 * @param description of their number and lengths
 * @param uniform whether all are of one length and make one batch
 */
record BenchRows(List<int[]> sequences, String description, boolean uniform) {
  private static final long SEED = 1;

  /** Draws rows of one length. */
  static BenchRows uniform(int rows, int tokens, int vocabulary) {
    Random ids = new Random(SEED);
    List<int[]> sequences = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      sequences.add(ids.ints(tokens, 0, vocabulary).toArray());
    }
    return new BenchRows(sequences, "%d × %d tokens".formatted(rows, tokens), true);
  }

  /**
   * Draws rows of the lengths in a file, one number a line.
   *
   * @param most tokens that a row may have
   * @throws IOException if a line is no such number
   */
  static BenchRows ofLengths(Path file, int most, int vocabulary) throws IOException {
    Random ids = new Random(SEED);
    List<int[]> sequences = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      int tokens = length(line, file, sequences.size() + 1, most);
      sequences.add(ids.ints(tokens, 0, vocabulary).toArray());
    }
    if (sequences.isEmpty()) {
      throw new IOException(file + ": expected a number of tokens on each line, found no line");
    }
    double mean = sequences.stream().mapToInt(row -> row.length).average().orElseThrow();
    String description =
        String.format(Locale.ROOT, "%,d rows, on average %.1f tokens", sequences.size(), mean);
    return new BenchRows(sequences, description, false);
  }

  private static int length(String line, Path file, int number, int most) throws IOException {
    String text = line.strip();
    if (text.matches("[0-9]{1,9}")) {
      int tokens = Integer.parseInt(text);
      if (tokens >= 1 && tokens <= most) {
        return tokens;
      }
    }
    throw new IOException(
        "%s, line %d: expected a number of tokens from 1 to %d, found %s"
            .formatted(file, number, most, text));
  }

  int size() {
    return sequences.size();
  }

  long tokens() {
    return sequences.stream().mapToLong(row -> row.length).sum();
  }
}
