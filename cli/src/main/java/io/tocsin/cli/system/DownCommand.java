package io.tocsin.cli.system;

import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops a system on this machine. */
@Command(
    name = "down",
    description = {
      "Stop the system that tocsin up started: the services first, then the broker.",
      "Its data stays and is found again by the next tocsin up. Does nothing where nothing runs."
    })
public final class DownCommand implements Callable<Integer> {
  @Option(
      names = "--wipe",
      description = "Delete the system's data as well: topics, adapters, logs, resume files.")
  private boolean wipe;

  @Option(names = "--yes", description = "Do not ask before deleting.")
  private boolean yes;

  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  private record Stopped(String state, int processes, boolean wiped) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    StateFolder folder = state.folder();
    if (wipe && !yes && !confirmed(console, folder)) {
      console.say("Nothing was stopped or deleted.");
      return 1;
    }
    LocalSystem system = LocalSystem.in(folder);
    int processes =
        Math.toIntExact(system.processes().stream().filter(RecordedProcess::isAlive).count());
    system.stop(console::progress);
    if (wipe) {
      Wipe.of(folder);
    }
    String stopped = processes == 0 ? "Nothing runs" : "Stopped %d processes".formatted(processes);
    String data = wipe ? "its data is deleted" : "its data stays";
    console.result(
        new Stopped(folder.root().toString(), processes, wipe),
        "%s in %s; %s".formatted(stopped, folder.root(), data));
    return 0;
  }

  private boolean confirmed(Console console, StateFolder folder) throws IOException {
    console.progress(
        "Delete topics, adapters, logs and resume files in %s? [y/N]".formatted(folder.root()));
    String answer =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    UsageError.unless(command, answer != null, "--wipe: expected --yes where nobody can answer");
    return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
