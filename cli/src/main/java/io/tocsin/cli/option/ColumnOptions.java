package io.tocsin.cli.option;

import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a file of tweets is laid out. */
public final class ColumnOptions {
  @Option(
      names = "--categories",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "not,disaster",
      description = "In the order of their indices; labels may be names or indices.")
  private List<String> categories;

  @Option(names = "--id-column", paramLabel = "NAME", defaultValue = "id")
  private String id;

  @Option(names = "--keyword-column", paramLabel = "NAME", defaultValue = "keyword")
  private String keyword;

  @Option(names = "--text-column", paramLabel = "NAME", defaultValue = "text")
  private String text;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      defaultValue = "label",
      description = "Where there is no label column, target stands in.")
  private String label;

  /** Returns the columns' names. */
  public Columns columns(CommandSpec command) {
    return UsageError.unless(command, () -> new Columns(id, keyword, text, label));
  }

  /** Returns the categories. */
  public Categories categories(CommandSpec command) {
    return UsageError.unless(command, () -> new Categories(categories));
  }
}
