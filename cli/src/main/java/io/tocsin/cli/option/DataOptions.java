package io.tocsin.cli.option;

import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.DatasetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which labelled tweets. */
public final class DataOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      required = true,
      description = "Labelled tweets: .csv, .tsv, .jsonl, .ndjson or .parquet.")
  private Path file;

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

  /** Returns the file's path. */
  public Path file() {
    return file;
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read, or a row is wrong; the message names the place
   */
  public Dataset read() throws IOException {
    Categories names = UsageError.unless(command, () -> new Categories(categories));
    Columns columns = UsageError.unless(command, () -> new Columns(id, keyword, text, label));
    return DatasetReader.read(file, columns, names);
  }
}
