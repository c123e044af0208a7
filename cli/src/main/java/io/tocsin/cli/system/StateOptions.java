package io.tocsin.cli.system;

import java.nio.file.Path;
import picocli.CommandLine.Option;

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

  /** Returns the folder. */
  public StateFolder folder() {
    return new StateFolder(state);
  }
}
