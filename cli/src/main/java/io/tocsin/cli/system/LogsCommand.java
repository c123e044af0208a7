package io.tocsin.cli.system;

import io.tocsin.cli.option.UsageError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the processes print. */
@Command(
    name = "logs",
    description =
        "Show the end of the processes' logs. Of several, each line begins with the name.")
public final class LogsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "broker, ingest, trainer, monitor, inference, inference-2 … Default: all.")
  private List<String> names = List.of();

  @Option(names = "--follow", description = "Go on with what is printed from now, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "20",
      description = "So many of each, counted from the end.")
  private int lines;

  @Mixin private StateOptions state;
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    UsageError.unless(command, lines >= 0, "--lines: expected 0 or more, found " + lines);
    List<Path> logs = LogTail.files(state.folder(), names);
    if (logs.isEmpty()) {
      throw new SystemException(
          "expected logs in %s, found none; start a system with: tocsin up"
              .formatted(state.folder().logs()));
    }
    PrintWriter out = command.commandLine().getOut();
    List<FollowedLog> followed = new ArrayList<>();
    for (Path log : logs) {
      String prefix = logs.size() == 1 ? "" : "%-12s ".formatted(LogTail.name(log));
      followed.add(FollowedLog.atEndOf(log, line -> out.println(prefix + line)));
      LogTail.of(log, lines).forEach(line -> out.println(prefix + line));
    }
    out.flush();
    // Whoever reads it may be gone, as head is after its lines.
    while (follow && !out.checkError()) {
      followed.forEach(FollowedLog::goOn);
      Pause.step();
    }
    return 0;
  }
}
