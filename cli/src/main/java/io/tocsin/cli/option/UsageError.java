package io.tocsin.cli.option;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Values that parse but make no sense: reported as wrong usage, like those that do not parse. */
public final class UsageError {
  private UsageError() {}

  /**
   * Makes something of options.
   *
   * @throws ParameterException if its own checks refuse them
   */
  public static <T> T unless(CommandSpec command, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  /** Demands something of options. */
  public static void unless(CommandSpec command, boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), message);
    }
  }
}
