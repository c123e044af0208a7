package io.tocsin.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text in columns: the first aligned to the left, the others to the right. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** Begins a table with its head. */
  public static Table of(String... head) {
    Table table = new Table();
    return table.row(head).row(Collections.nCopies(head.length, "").toArray(String[]::new));
  }

  /** Adds a row. */
  public Table row(String... cells) {
    rows.add(Arrays.asList(cells));
    return this;
  }

  /** Returns the table, its head underlined, without a line break at the end. */
  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths =
        IntStream.range(0, columns)
            .map(c -> rows.stream().mapToInt(row -> row.get(c).length()).max().orElseThrow())
            .toArray();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(lines.size() == 1 ? rule(widths) : line(row, widths));
    }
    return String.join("\n", lines);
  }

  private static String rule(int[] widths) {
    return Arrays.stream(widths).mapToObj("─"::repeat).collect(Collectors.joining(GAP));
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            c -> (c == 0 ? "%-" + widths[c] + "s" : "%" + widths[c] + "s").formatted(row.get(c)))
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }
}
