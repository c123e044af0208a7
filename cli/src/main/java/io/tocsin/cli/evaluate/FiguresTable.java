package io.tocsin.cli.evaluate;

import io.tocsin.cli.output.Table;
import io.tocsin.llama.data.Categories;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Figures for people. */
public final class FiguresTable {
  private FiguresTable() {}

  private record Line(String name, ToDoubleFunction<Figures> figure, boolean share) {
    String cell(Figures figures) {
      double value = figure.applyAsDouble(figures);
      return share ? percent(value) : String.format(Locale.ROOT, "%.4f", value);
    }
  }

  private static final List<Line> LINES =
      List.of(
          new Line("accuracy", Figures::accuracy, true),
          new Line("f1", Figures::f1, true),
          new Line("precision", Figures::precision, true),
          new Line("recall", Figures::recall, true),
          new Line("calibration error", Figures::ece, true),
          new Line("loss", Figures::loss, false));

  /** Returns a share as a percentage. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** Returns figures side by side. */
  public static String of(List<String> names, List<Figures> columns) {
    Table table = Table.of(Stream.concat(Stream.of(""), names.stream()).toArray(String[]::new));
    for (Line line : LINES) {
      table.row(
          Stream.concat(Stream.of(line.name()), columns.stream().map(line::cell))
              .toArray(String[]::new));
    }
    return table.toString();
  }

  /** Returns how often each category was taken for each. */
  public static String confusion(Categories categories, List<List<Integer>> counts) {
    Table table =
        Table.of(
            Stream.concat(Stream.of("is \\ found"), categories.names().stream())
                .toArray(String[]::new));
    for (int row = 0; row < counts.size(); row++) {
      table.row(
          Stream.concat(
                  Stream.of(categories.names().get(row)),
                  counts.get(row).stream().map(String::valueOf))
              .toArray(String[]::new));
    }
    return table.toString();
  }
}
