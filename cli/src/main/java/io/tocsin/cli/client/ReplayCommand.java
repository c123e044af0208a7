package io.tocsin.cli.client;

import io.tocsin.cli.option.ColumnOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.StateOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a file's rows. */
@Command(
    name = "replay",
    description = {
      "Send the rows of a file as tweets or as labels.",
      "Example: tocsin replay samples/tweets.csv --to tweets --rate 50",
      "The rows that were acknowledged are noted: after an interruption, --resume goes on there."
          + " Rejected rows are reported and counted; exit code 0 if every row was accepted."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description = "Tweets: .csv, .tsv, .jsonl, .ndjson or .parquet; with labels for --to labels.")
  private Path file;

  @Option(
      names = "--to",
      paramLabel = "TOPIC",
      required = true,
      description = "tweets: to be tagged, a label column is ignored. labels: to learn from.")
  private ReplayTarget target;

  @Option(
      names = "--rate",
      paramLabel = "ROWS",
      description = "So many rows a second. Default: as fast as they are taken.")
  private Optional<Double> rate;

  @Option(names = "--resume", description = "Go on where an interrupted replay of it stopped.")
  private boolean resume;

  @Mixin private ColumnOptions columns;
  @Mixin private IngestOptions ingest;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    UsageError.unless(command, rate.orElse(1.0) > 0, "--rate: expected more than 0");
    Console console = output.console();
    List<byte[]> lines = target.lines(file, columns.columns(command), columns.categories(command));
    ReplayMark mark = ReplayMark.of(state.folder(), file, target, lines);
    int from = resume ? mark.rows() : 0;
    IngestClient client = ingest.client(state.folder());
    OptionalDouble limit = rate.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    Replay.Summary summary = new Replay(client, target, limit, console).run(lines, from, mark);
    console.result(summary, summary.text());
    return summary.rejected() == 0 ? 0 : 1;
  }
}
