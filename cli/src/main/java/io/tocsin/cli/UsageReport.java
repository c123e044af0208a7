package io.tocsin.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what is wrong with the arguments, without burying it under the whole help. */
final class UsageReport implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    CommandSpec spec = command.getCommandSpec();
    PrintWriter err = command.getErr();
    err.println(spec.qualifiedName() + ": " + failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, err);
    if (spec.subcommands().isEmpty()) {
      err.println("See %s --help".formatted(spec.qualifiedName()));
    } else {
      command.usage(err);
    }
    err.flush();
    return spec.exitCodeOnInvalidInput();
  }
}
