package io.tocsin.cli.option;

import io.tocsin.cli.output.Console;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command answers. */
public final class OutputOptions {
  /** Set by the launcher, which alone can tell whether standard error is a terminal. */
  private static final String TERMINAL = "tocsin.terminal";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      description = "Write JSON and nothing else to standard output; remarks go to standard error.")
  private boolean json;

  /** Returns where to write. */
  public Console console() {
    CommandLine commandLine = command.commandLine();
    return new Console(
        commandLine.getOut(), commandLine.getErr(), json, Boolean.getBoolean(TERMINAL));
  }
}
