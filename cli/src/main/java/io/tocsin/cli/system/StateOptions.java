package io.tocsin.cli.system;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which system, where several run side by side. */
public final class StateOptions {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "${env:TOCSIN_STATE:-${sys:tocsin.home:-.}/.tocsin}",
      description =
          "Where the system keeps data, logs and what runs. The environment variable TOCSIN_STATE"
              + " sets the default.")
  private Path state;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Returns the folder. */
  public StateFolder folder() {
    return new StateFolder(state);
  }

  /**
   * Returns the option by which other commands find the same system, with a space before it;
   * nothing where they find it without.
   */
  public String again() {
    boolean given = command.commandLine().getParseResult().hasMatchedOption("--state");
    return given ? " --state " + folder().root() : "";
  }
}
