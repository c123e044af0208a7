package io.tocsin.cli.key;

import io.tocsin.apikey.KeyRing;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a key's rights away. */
@Command(
    name = "revoke",
    description = "Remove a key: services refuse it within two seconds of seeing the file.")
final class RevokeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Whose key.")
  private String name;

  @Mixin private KeyFileOption file;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  private record Revoked(String name) {}

  @Override
  public Integer call() throws IOException {
    KeyRing keys = file.keys();
    UsageError.unless(
        command, keys.has(name), "expected a key of %s, found no %s".formatted(file.file(), name));
    keys.without(name).write(file.file());
    output.console().result(new Revoked(name), "key %s is no longer good".formatted(name));
    return 0;
  }
}
