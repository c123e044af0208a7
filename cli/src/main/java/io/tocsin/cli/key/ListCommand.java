package io.tocsin.cli.key;

import io.tocsin.apikey.Role;
import io.tocsin.apikey.StoredKey;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows whose keys are good. */
@Command(name = "list", description = "Show the names of the keys, and what each may do.")
final class ListCommand implements Callable<Integer> {
  @Mixin private KeyFileOption file;
  @Mixin private OutputOptions output;

  private record Listed(String name, List<Role> roles, Instant createdAt) {
    static Listed of(StoredKey key) {
      return new Listed(key.name(), List.copyOf(key.roles()), key.createdAt());
    }

    String rolesText() {
      return roles.stream().map(Role::text).collect(Collectors.joining(", "));
    }
  }

  @Override
  public Integer call() throws IOException {
    List<Listed> keys = file.keys().keys().stream().map(Listed::of).toList();
    Table table = Table.of("name", "may", "since");
    keys.forEach(key -> table.row(key.name(), key.rolesText(), key.createdAt().toString()));
    output.console().result(keys, table.toString());
    return 0;
  }
}
