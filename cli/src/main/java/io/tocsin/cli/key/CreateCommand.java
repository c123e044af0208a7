package io.tocsin.cli.key;

import io.tocsin.apikey.ApiKey;
import io.tocsin.apikey.KeyRing;
import io.tocsin.apikey.Role;
import io.tocsin.apikey.StoredKey;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a key and shows it once. */
@Command(
    name = "create",
    description = {
      "Make a key, print it, and add its hash to the file. It cannot be shown again.",
      "Example: tocsin keys create collector --role write > collector.key"
    })
final class CreateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description =
          "Whose: the log and the history of rollouts say so. Names that stand for others there,"
              + " such as monitor, are refused.")
  private String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      split = ",",
      description =
          "What it may do, several with commas. read: classify, and see tweets, figures and alerts."
              + " write: hand over and delete tweets and labels. operate: change rollouts, ask for"
              + " trainings, and see both.")
  private List<Role> roles;

  @Mixin private KeyFileOption file;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  private record Created(String key, String name, List<Role> roles, String file) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    ApiKey key = UsageError.unless(command, () -> ApiKey.create(name));
    KeyRing keys = file.keysIfAny();
    UsageError.unless(
        command, !keys.has(name), "expected a new name, found %s in use".formatted(name));
    Path path = file.file();
    StoredKey stored = StoredKey.of(key, EnumSet.copyOf(roles), Instant.now());
    keys.with(stored).write(path);
    console.progress(
        "key %s may %s; its hash is in %s. The key, which nobody can show again:"
            .formatted(name, stored.roles(), path));
    console.result(
        new Created(key.text(), name, List.copyOf(stored.roles()), path.toString()), key.text());
    return 0;
  }
}
