package io.tocsin.cli.option;

import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.DatasetReader;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
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

  @Mixin private ColumnOptions columns;

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
    return DatasetReader.read(file, columns.columns(command), columns.categories(command));
  }
}
