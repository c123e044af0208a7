package io.tocsin.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells in one line what went wrong; the stack trace is for those who ask. */
final class FailureReport implements IExecutionExceptionHandler {
  private final BooleanSupplier verbose;

  FailureReport(BooleanSupplier verbose) {
    this.verbose = verbose;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + message(failure));
    if (verbose.getAsBoolean()) {
      failure.printStackTrace(err);
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private static String message(Exception failure) {
    return switch (failure) {
      case NoSuchFileException missing ->
          "no such file: %s: check the path".formatted(missing.getFile());
      case AccessDeniedException denied ->
          "no permission to use %s: check its owner and mode".formatted(denied.getFile());
      default ->
          failure.getMessage() == null
              ? failure + ": run again with --verbose to see where"
              : failure.getMessage();
    };
  }
}
